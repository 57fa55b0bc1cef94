"""Words of the attribution to reforms: code -> (English, Chinese)."""

from adminsim.messages.filing import together

_COMMAND = {
    "cli-attribute": (
        "Say which reform did it: each one's share of what all change together, alone and as the last one, and which two"
        " interact most.",
        "说明成效归于哪项改革：各项在总成效中的份额、单独实施和最后实施时的成效，以及相互影响最大的两项。",
    ),
    "cli-attribute-example": (
        "adminsim attribute my-city.yaml --out out/my-attribution",
        "adminsim attribute my-city.yaml --out out/my-attribution",
    ),
    "cli-option-chain": (
        "The chain whose mean elapsed time is meant; needed where there are several.",
        "按哪条流程的平均全程用时计算；有多条流程时须给出。",
    ),
    "cli-option-measure": (
        "A target whose value is meant instead, by its name.",
        "改按某个目标的数值计算，给出目标名称。",
    ),
    "cli-option-exact": (
        "Simulate all combinations of more than 6 reforms too, of 20 at the most; else orders are sampled.",
        "改革超过 6 项时也模拟全部组合，最多 20 项；否则抽取实施顺序。",
    ),
    "cli-option-attribute-replications": (
        "How many years are simulated with each combination: by default 10, or 20 where orders are sampled.",
        "每种组合模拟多少个年份：默认 10 个，抽取顺序时 20 个。",
    ),
    "cli-option-attribute-out": (
        "Folder for attribution.csv, interactions.csv, attribution.json and the figure; it must not exist, or be empty."
        " Without it nothing is written.",
        "存放 attribution.csv、interactions.csv、attribution.json 和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
    "cli-batches-stopped": (
        "stopped; what is finished is kept. To go on: {command}",
        "已停止；已完成的部分已保留。继续运行：{command}",
    ),
    "cli-batches-kept": (
        "what is finished is kept. To go on: {command}",
        "已完成的部分已保留。继续运行：{command}",
    ),
    "resume-part-study": ("what is asked for", "所要求的内容"),
}

_ERRORS = {
    "attribution-chain-or-target": (
        "give --chain or --measure, not both: a target says which chain it is about",
        "--chain 与 --measure 只能给出一个：目标已说明属于哪条流程",
    ),
    "attribution-unknown-target": (
        "there is no target '{given}' to measure; the targets of the scenario are: {allowed}",
        "没有名为“{given}”的目标；方案中的目标有：{allowed}",
    ),
    "attribution-unknown-chain": (
        "there is no chain '{given}'; the chains are: {allowed}",
        "没有名为“{given}”的流程；流程有：{allowed}",
    ),
    "attribution-needs-chain": (
        "there are several chains; say with --chain which one is meant: {allowed}",
        "有多条流程；请用 --chain 指明其中一条：{allowed}",
    ),
    "attribution-no-reform": (
        "no reform of the scenario is enabled, so there is nothing to attribute",
        "方案中没有启用任何改革，没有成效可归因",
    ),
    "attribution-too-many": (
        "{count} reforms have too many combinations to simulate all, which is done for {most} reforms at the most:"
        " switch some off, or leave --exact out to sample orders",
        "{count} 项改革的组合过多，无法全部模拟；最多 {most} 项可精确计算：请停用几项，或去掉 --exact 改为抽取顺序",
    ),
    "attribution-no-cases": (
        "'{what}' has no value with some combination of the reforms, for no case that it is about is decided there: a"
        " longer `run_out` or cohort would give it one",
        "在某种改革组合下，“{what}”没有数值，因为相关办件均未办结：延长 `run_out` 或观察期可得到数值",
    ),
}

_TABLE = {
    "attribution-of-chain": (
        "{name}: what each reform saves of the mean elapsed time, {unit}",
        "{name}：各项改革缩短的平均全程用时（{unit}）",
    ),
    "attribution-of-cut": ("{name}: what each reform saves, {unit}", "{name}：各项改革减少的数值（{unit}）"),
    "attribution-of-gain": ("{name}: what each reform gains, {unit}", "{name}：各项改革提高的数值（{unit}）"),
    "attribution-unit-d": ("days", "天"),
    "attribution-unit-h": ("hours", "小时"),
    "attribution-unit-share": ("percentage points", "百分点"),
    "attribution-unit-CNY": ("yuan per case", "元/件"),
    "attribution-unit-count": ("per case", "每件"),
    "attribution-reform": ("Reform", "改革措施"),
    "attribution-share": ("share", "份额"),
    "attribution-part": ("of all", "占比"),
    "attribution-alone": ("alone", "单独实施"),
    "attribution-last": ("last-in", "最后实施"),
    "attribution-total": ("all together", "合计"),
    "figure-attribution": ("{name}: which reform did it", "{name}：成效归于哪项改革"),
    "figure-attribution-axis": ("Share of what all change together, {unit}", "在总成效中的份额（{unit}）"),
}

_SENTENCES = {
    "attribution-exact": (
        "Shapley values over all {all} on/off combinations of the reforms, {replications} simulated years each; shares"
        " add up to the total.",
        "全部 {all} 种改革组合的沙普利值，每种模拟 {replications} 个年份；份额之和等于合计。",
    ),
    "attribution-sampled": (
        "Shapley values from {orders} sampled orders of the {count} reforms in {replications} simulated years; the intervals"
        " hold for the sampling too, and shares add up to the total.",
        "{count} 项改革的沙普利值，由 {replications} 个模拟年份中抽取的 {orders} 种实施顺序估计；区间已含抽样误差，份额之和等于合计。",
    ),
    "attribution-less": (
        "Strongest interaction: {one} and {other} save {value} {unit} less together than one by one: each does in part"
        " what the other does.",
        "相互影响最大：{one}与{other}一起实施比分别实施少 {value} {unit}：两者作用有部分重叠。",
    ),
    "attribution-more": (
        "Strongest interaction: {one} and {other} save {value} {unit} more together than one by one: each makes the other"
        " more useful.",
        "相互影响最大：{one}与{other}一起实施比分别实施多 {value} {unit}：两者相互促进。",
    ),
    "attribution-no-interaction": (
        "No interaction of two reforms can be told from chance.",
        "任何两项改革的相互影响均无法与偶然区分。",
    ),
    "attribution-unfinished": (
        "With some combination cases are unfinished at the end of the run, and enter the mean with their age: it is at"
        " least that, and what the others save is a lower bound.",
        "某些组合下期末仍有未办结的办件，按已用时间计入平均值：平均值为下限，其余组合的成效也是下限。",
    ),
}

ATTRIBUTION_WORDS: dict[str, tuple[str, str]] = together(_COMMAND, _ERRORS, _TABLE, _SENTENCES)
