"""Which reform did it, as a table and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.report.kit.style import WIDEST, named, number, percent
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.results.document import rounded

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.messages import Language
    from adminsim.study.attribution.attribute import Attribution
    from adminsim.study.findings.estimate import Estimate


def attribution_table(found: Attribution, language: Language = "en") -> RenderableType:
    """Return what each reform contributes, for printing on a rich console, at most 100 columns wide."""
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    headings = [say(f"attribution-{code}", language) for code in ("reform", "share", "part", "alone", "last")]
    table = plain_table(*headings)
    for name, row in found.shares().iterrows():
        cells = [interval_text(found, row[one], row[low], row[high], language) for one, low, high in COLUMNS]
        add_row(table, reform_name(found, str(name), language), cells[0], percent(row["part"], language), *cells[1:])
    total = found.total
    whole = interval_text(found, total.mean, total.low, total.high, language)
    add_row(table, say("attribution-total", language), whole, percent(1.0, language), "", "", style="bold")
    told = [Text(sentence) for sentence in sentences(found, language)]
    return Constrain(Group(Text(heading(found, language), style="bold"), Text(), table, Text(), *told), WIDEST)


COLUMNS = (("contribution", "low", "high"), ("alone", "alone_low", "alone_high"), ("last", "last_low", "last_high"))


def attribution_data(found: Attribution, language: Language = "en") -> dict[str, Any]:
    """Return what each reform contributes as plain data."""
    asked, strongest = found.asked, found.strongest
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "replications": found.replications,
        "confidence": found.confidence,
        "chain": asked.chain,
        "target": asked.target.name if asked.target else None,
        "unit": asked.unit,
        "method": "exact" if asked.is_exact else "sampled orders",
        "combinations": found.contributions.combinations,
        "simulated": found.contributions.simulated,
        "before": rounded(float(found.contributions.before.mean())),
        "after": rounded(float(found.contributions.after.mean())),
        "total": _plain(found.total),
        "reforms": _rows(found.shares()),
        "interactions": _rows(found.interactions()),
        "strongest": {"reforms": list(strongest[:2]), **_plain(strongest[2])} if strongest else None,
        "said": sentences(found, language),
    }


def heading(found: Attribution, language: Language) -> str:
    """Return what an attribution is about."""
    kind = "chain" if found.asked.target is None else "gain" if found.asked.is_gain else "cut"
    unit = say(f"attribution-unit-{found.asked.unit}", language)
    return say(f"attribution-of-{kind}", language, name=subject(found, language), unit=unit)


def subject(found: Attribution, language: Language) -> str:
    """Return what people call the chain or the target."""
    target, chain = found.asked.target, found.asked.chain or ""
    if target is not None:
        return named(target.label, target.name, language)
    return named(found.scenario.baseline.chains[chain].label, chain, language)


def reform_name(found: Attribution, name: str, language: Language) -> str:
    """Return what people call a reform."""
    label = next(reform.label for reform in found.scenario.reforms if reform.subject == name)
    return named(label, name, language)


def amount(found: Attribution, value: float, language: Language) -> str:
    """Return an amount in the unit of an attribution, with as many decimals as its size asks for."""
    factor = 100 if found.asked.unit == "share" else 1
    return number(value * factor, language, 1 if abs(found.total.mean) * factor >= 10 else 2)


def interval_text(found: Attribution, mean: float, low: float, high: float, language: Language) -> str:
    """Return an amount with its interval."""
    return f"{amount(found, mean, language)} [{amount(found, low, language)}, {amount(found, high, language)}]"


def sentences(found: Attribution, language: Language) -> list[str]:
    """Return in words how it was found, and which two reforms interact most."""
    count, replications = len(found.reforms), found.replications
    values = {"count": count, "replications": replications, "all": 2**count, "orders": 2 * replications}
    told = [say("attribution-exact" if found.asked.is_exact else "attribution-sampled", language, **values)]
    if count > 1:
        told.append(_interaction(found, language))
    if found.contributions.unfinished:
        told.append(say("attribution-unfinished", language))
    return told


def _interaction(found: Attribution, language: Language) -> str:
    if found.strongest is None:
        return say("attribution-no-interaction", language)
    *pair, together = found.strongest
    one, other = (reform_name(found, name, language) for name in pair)
    unit = say(f"attribution-unit-{found.asked.unit}", language)
    value = amount(found, abs(together.mean), language)
    code = "attribution-less" if together.mean < 0 else "attribution-more"
    return say(code, language, one=one, other=other, value=value, unit=unit)


def _plain(found: Estimate) -> dict[str, float | str | None]:
    return {name: rounded(getattr(found, name)) for name in ("mean", "low", "high")}


def _rows(table: Any) -> list[dict[str, Any]]:
    return [
        {key: rounded(value) if isinstance(value, float) else value for key, value in row.items()}
        for row in table.reset_index().to_dict("records")
    ]
