"""Words of precision, of warm-up and of verdicts made at once: code -> (English, Chinese)."""

from adminsim.messages.filing import together

_COMMANDS = {
    "cli-option-precision": (
        "Simulate until the main figures are precise enough, also where the scenario states how many replications.",
        "一直模拟到主要结果足够精确为止，即使方案写明了重复次数。",
    ),
    "cli-option-max-replications": (
        "Simulate until the main figures are precise enough, so many replications at the most.",
        "一直模拟到主要结果足够精确为止，但最多重复这么多次。",
    ),
    "cli-two-rules": (
        "--replications says how many; it does not go with --precision or --max-replications",
        "--replications 已指定次数，不能与 --precision 或 --max-replications 同用",
    ),
    "study-two-rules": (
        "`replications` says how many; it does not go with `precision` or `max_replications`: leave one out",
        "`replications` 已指定次数，不能与 `precision` 或 `max_replications` 同用：请删去其一",
    ),
    "cli-warm-up": (
        "Recommend a warm-up for the baseline and the reforms from weekly mean times of pilot runs (MSER-5).",
        "根据试运行的每周平均用时（MSER-5）推荐预热期，基线与改革后共用一个。",
    ),
    "cli-warm-up-example": (
        "adminsim warm-up my-city.yaml --out out/my-warm-up",
        "adminsim warm-up my-city.yaml --out out/my-warm-up",
    ),
    "cli-option-pilots": (
        "How many pilot replications are averaged.",
        "取多少次试运行的平均。",
    ),
    "cli-option-warm-up-out": (
        "Folder for warm-up.csv, warm-up.json and the figure; it must not exist, or be empty. Without it nothing is"
        " written.",
        "存放 warm-up.csv、warm-up.json 和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
}

_PRECISION = {
    "precision-cut": ("the cut of the mean time ({name})", "平均用时的减少量（{name}）"),
    "precision-share": ("the share of target '{name}'", "目标“{name}”的占比"),
    "precision-points": ("{value} percentage points", "{value} 个百分点"),
    "precision-beyond": (
        "After {replications} replications {figure} is known to +/- {half}. The precision that is wanted, +/- {wanted},"
        " would take about {needed}, more than the bound of {most}: the run goes on to the bound. Raise it with"
        " --max-replications, or state a wider `precision`.",
        "{replications} 次重复后，{figure}的半宽为 ±{half}。要达到 ±{wanted}，约需 {needed} 次，超过上限 {most} 次：将运行到上限为止。"
        "可用 --max-replications 提高上限，或放宽 `precision`。",
    ),
    "precision-bound": (
        "The bound of {most} replications came before the precision that was wanted: {figure} is known to +/- {half},"
        " wanted was +/- {wanted}, which would take about {needed} (--max-replications).",
        "已到上限 {most} 次，仍未达到要求的精度：{figure}的半宽为 ±{half}，要求为 ±{wanted}，约需 {needed} 次（--max-replications）。",
    ),
    "precision-undefined": (
        "{figure} is not defined in every replication, so no precision was asked of it.",
        "{figure}并非在每次重复中都有定义，因此未对其精度提出要求。",
    ),
    "verdict-would-decide": (
        "about {needed} simulated years would decide",
        "约需模拟 {needed} 个年份才能定论",
    ),
    "verdict-beyond": (
        "more than the bound of {most} simulated years would be needed to decide",
        "要定论需模拟的年份超过上限 {most} 个",
    ),
    "targets-would-decide": ("about {needed} would decide", "约需 {needed} 年定论"),
    "targets-beyond": ("more than {most} to decide", "需超过 {most} 年定论"),
    "targets-at-once": (
        "{count} verdicts were made at once: by chance alone up to {expected} of them are to be expected wrong. With"
        " wider intervals that hold for all of them together (Bonferroni), {held} of the {decided} that are decided"
        " stand{fallen}.",
        "同时作出 {count} 项结论：仅因偶然，预计至多有 {expected} 项是错的。若放宽区间使全部结论同时成立（Bonferroni 校正），"
        "{decided} 项已定论的结论中有 {held} 项不变{fallen}。",
    ),
    "targets-fallen": ("; undecided would become: {names}", "；将变为未定的有：{names}"),
    "figure-precision": ("Precision by number of replications", "精度与重复次数"),
    "figure-precision-half": ("Half-width of the interval over what is wanted", "区间半宽与要求之比"),
    "figure-precision-replications": ("Replications (dots: looks)", "重复次数（圆点：检查点）"),
    "figure-precision-wanted": ("wanted", "要求"),
}

_WARM_UP = {
    "warm-up-settled": (
        "Recommended: warm_up: {days} d for both systems, the larger of their cuts.",
        "建议：两个系统均采用 warm_up: {days} d（取两者中较长的）。",
    ),
    "warm-up-overloaded": (
        "Departments cannot keep up ({departments}): their queues grow as long as the run lasts, and no warm-up makes"
        " them settle. State the `backlog` of the first day, and read the figures as those of a transient.",
        "有部门办不过来（{departments}）：模拟多久，队就排多久，任何预热都不能使其稳定。请写明首日的积压 `backlog`，"
        "并把结果看作过渡过程的结果。",
    ),
    "warm-up-seasonal": (
        "Arrivals are seasonal ({chains}), so that weekly means never settle. Recommended in place of a cut: warm_up:"
        " {days} d, whole years, so that the cohort begins in the season in which the run does; or state the `backlog`"
        " of the first day.",
        "申请量有季节变化（{chains}），每周平均值不会稳定。因此不按截断点，而建议整年预热：warm_up: {days} d，"
        "使测量期与模拟开始处于同一季节；也可写明首日的积压 `backlog`。",
    ),
    "warm-up-unsettled": (
        "The weekly means have not settled by the middle of the run ({systems}): the cut of {days} d is only a lower"
        " bound. Make `cohort` longer and try again, or state the `backlog` of the first day.",
        "到模拟期中点，每周平均值仍未稳定（{systems}）：截断点 {days} d 只是下限。请延长 `cohort` 后重试，"
        "或写明首日的积压 `backlog`。",
    ),
    "warm-up-backlog": (
        "A backlog of the first day is stated ({chains}): it takes the place of a warm-up where it is that of a usual"
        " day.",
        "已写明首日的积压（{chains}）：若它与平常日子的积压相当，可代替预热。",
    ),
    "warm-up-since": (
        "Reforms begin or grow during the run ({reforms}), which shows in the weekly means as well: only the baseline"
        " was looked at.",
        "有改革措施在模拟期间开始或扩大（{reforms}），这也反映在每周平均值中：因此只看基线。",
    ),
    "warm-up-enough": (
        "The baseline states {days} d, which is enough.",
        "基线中为 {days} d，已经足够。",
    ),
    "warm-up-short": (
        "The baseline states {days} d, which is less.",
        "基线中为 {days} d，不足。",
    ),
    "warm-up-cut": ("Cut, days", "截断点（天）"),
    "warm-up-weeks": ("Weeks", "周数"),
    "warm-up-level": ("Mean after it, days", "其后平均（天）"),
    "warm-up-system": ("Chain, system", "流程、系统"),
    "figure-warm-up": ("{chain}: weekly mean time of pilot runs", "{chain}：试运行的每周平均用时"),
    "figure-warm-up-week": ("Week of submission", "提交的周次"),
    "figure-warm-up-days": ("Mean elapsed days", "平均用时（天）"),
    "figure-warm-up-mser": ("MSER-5 (least = 1)", "MSER-5（最小值为 1）"),
    "figure-warm-up-cut": ("cut, {when}", "截断点（{when}）"),
    "figure-warm-up-recommended": ("recommended", "建议"),
}

PRECISION_WORDS: dict[str, tuple[str, str]] = together(_COMMANDS, _PRECISION, _WARM_UP)
