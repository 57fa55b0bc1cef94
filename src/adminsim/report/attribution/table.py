"""Which reform did it, as a table and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import WIDEST, named, number, percent, reform_name
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.results.document import rounded

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.study.attribution.attribute import Attribution
    from adminsim.study.findings.estimate import Estimate


def attribution_table(found: Attribution, words: Words = Words.EN) -> RenderableType:
    """Return what each reform contributes, for printing on a rich console, at most 100 columns wide."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    headings = [words.say(f"attribution-{code}") for code in ("reform", "share", "part", "alone", "last")]
    table = plain_table(*headings)
    for name, row in found.shares().iterrows():
        cells = [interval_text(found, row[one], row[low], row[high], words) for one, low, high in COLUMNS]
        add_row(
            table,
            reform_name(found.scenario.reforms, str(name), words),
            cells[0],
            percent(row["part"], words),
            *cells[1:],
        )
    total = found.total
    whole = interval_text(found, total.mean, total.low, total.high, words)
    add_row(table, words.say("attribution-total"), whole, percent(1.0, words), "", "", style="bold")
    told = [Text(sentence) for sentence in sentences(found, words)]
    return Constrain(Group(Text(heading(found, words), style="bold"), Text(), table, Text(), *told), WIDEST)


COLUMNS = (("contribution", "low", "high"), ("alone", "alone_low", "alone_high"), ("last", "last_low", "last_high"))


def attribution_data(found: Attribution, words: Words = Words.EN) -> dict[str, Any]:
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
        "said": sentences(found, words),
    }


def heading(found: Attribution, words: Words) -> str:
    """Return what an attribution is about."""
    kind = "chain" if found.asked.target is None else "gain" if found.asked.is_gain else "cut"
    unit = words.say(f"attribution-unit-{found.asked.unit}")
    return words.say(f"attribution-of-{kind}", name=subject(found, words), unit=unit)


def subject(found: Attribution, words: Words) -> str:
    """Return what people call the chain or the target."""
    target, chain = found.asked.target, found.asked.chain or ""
    if target is not None:
        return named(target.label, target.name, words)
    return named(found.scenario.baseline.chains[chain].label, chain, words)


def amount(found: Attribution, value: float, words: Words) -> str:
    """Return an amount in the unit of an attribution, with as many decimals as its size asks for."""
    factor = 100 if found.asked.unit == "share" else 1
    return number(value * factor, words, 1 if abs(found.total.mean) * factor >= 10 else 2)


def interval_text(found: Attribution, mean: float, low: float, high: float, words: Words) -> str:
    """Return an amount with its interval."""
    return f"{amount(found, mean, words)} [{amount(found, low, words)}, {amount(found, high, words)}]"


def sentences(found: Attribution, words: Words) -> list[str]:
    """Return in words how it was found, and which two reforms interact most."""
    count, replications = len(found.reforms), found.replications
    values = {"count": count, "replications": replications, "all": 2**count, "orders": 2 * replications}
    told = [words.say("attribution-exact" if found.asked.is_exact else "attribution-sampled", **values)]
    if count > 1:
        told.append(_interaction(found, words))
    if found.contributions.unfinished:
        told.append(words.say("attribution-unfinished"))
    return told


def _interaction(found: Attribution, words: Words) -> str:
    if found.strongest is None:
        return words.say("attribution-no-interaction")
    *pair, together = found.strongest
    one, other = (reform_name(found.scenario.reforms, name, words) for name in pair)
    unit = words.say(f"attribution-unit-{found.asked.unit}")
    value = amount(found, abs(together.mean), words)
    code = "attribution-less" if together.mean < 0 else "attribution-more"
    return words.say(code, one=one, other=other, value=value, unit=unit)


def _plain(found: Estimate) -> dict[str, float | str | None]:
    return {name: rounded(getattr(found, name)) for name in ("mean", "low", "high")}


def _rows(table: Any) -> list[dict[str, Any]]:
    return [
        {key: rounded(value) if isinstance(value, float) else value for key, value in row.items()}
        for row in table.reset_index().to_dict("records")
    ]
