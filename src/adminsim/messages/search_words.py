"""Words of the search for the cheapest package: code -> (English, Chinese)."""

from adminsim.messages.filing import together

_COMMAND = {
    "cli-search": (
        "Find the cheapest package of reforms and people that meets the targets.",
        "求达到目标的最省钱的改革与人员组合。",
    ),
    "cli-search-example": (
        "adminsim search my-city.yaml\nadminsim search my-city.yaml --front --out out/my-search",
        "adminsim search my-city.yaml\nadminsim search my-city.yaml --front --out out/my-search",
    ),
    "cli-option-front": (
        "Look for the cheapest package of each larger share instead, until none reaches more.",
        "改为逐级提高比例，求每一级最省钱的组合，直至不能再高。",
    ),
    "cli-option-step": (
        "By how many percentage points the share rises with --front.",
        "使用 --front 时比例每次提高几个百分点。",
    ),
    "cli-option-search-replications": (
        "After how many years a package stays undecided, by default 89.",
        "一个组合最多模拟多少个年份，仍不能判定则列为未定，默认 89 个。",
    ),
    "cli-option-search-out": (
        "Folder for search.csv, search.json and the figure; it must not exist, or be empty. Without it nothing is"
        " written.",
        "存放 search.csv、search.json 和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
}

_ERRORS = {
    "search-nothing": (
        "name what may be chosen: `reforms` with their costs, or `staff` by department",
        "请写明可选的内容：`reforms`（附费用）或各部门的 `staff`",
    ),
    "search-coverage-order": ("write the shares in rising order, each once", "比例应由小到大书写，且不重复"),
    "search-unknown-target": ("there is no target '{given}'", "没有名为“{given}”的目标"),
    "search-unknown-reform": ("the scenario has no reform '{given}'", "方案中没有名为“{given}”的改革措施"),
    "search-unknown-department": ("there is no department '{given}'", "没有名为“{given}”的部门"),
    "search-no-coverage": (
        "reform '{name}' holds for everyone: it has no share of the cases",
        "改革“{name}”对所有办件有效，没有适用比例",
    ),
    "search-no-cost": (
        "what more people in '{name}' cost is not known: give `cost` in yuan a year here, or of an hour at the"
        " department",
        "不知道“{name}”增加人员的费用：请在此写 `cost`（元/年），或在部门处写每小时费用",
    ),
    "search-none": (
        "the scenario does not state what a search may choose from; add such a block:\n{example}",
        "方案没有写明可供选择的内容；请加入这样一段：\n{example}",
    ),
    "search-no-target": ("the scenario states no target that a package could meet", "方案没有写明要达到的目标"),
    "search-front-of-share": (
        "--front is about one target on a share of cases, and there are {count} targets: name one under"
        " `search: targets:`",
        "--front 只针对一个关于办件比例的目标，现有 {count} 个目标：请在 `search: targets:` 下指明一个",
    ),
}

_TABLE = {
    "search-part": ("Part", "组成部分"),
    "search-cost": ("yuan a year", "元/年"),
    "search-adds": ("adds to: {target}", "对“{target}”的贡献"),
    "search-needed": ("not possible without", "缺之不可"),
    "search-yuan": ("{yuan}", "{yuan}"),
    "search-yuan-a-year": ("{yuan} yuan a year", "每年 {yuan} 元"),
    "search-judged": ("{target}: {value}", "{target}：{value}"),
    "search-of-years": ("{years} years simulated", "模拟 {years} 个年份"),
    "search-everything": ("everything that may be chosen, at its most", "全部可选内容，均取最多"),
    "search-everything-but": (
        "everything that may be chosen, at its most, but {part}",
        "全部可选内容，均取最多，但{part}",
    ),
    "search-without": ("not {part}", "无{part}"),
    "search-more-people": ("more people: {name}", "{name}增员"),
    "search-people": ("{name} +{count}", "{name} +{count} 人"),
    "search-covers": ("{name} ({share})", "{name}（{share}）"),
    "search-nothing-at-all": ("nothing", "不采取任何措施"),
    "search-list-front": ("Steps of cost against share", "费用与比例的台阶"),
    "search-list-near": ("Near misses: cheaper, and they fail", "差一点的：更便宜，但未达到"),
    "search-list-undecided": ("Undecided", "未能判定"),
    "search-list-excluded": (
        "Excluded, with all that has no more of anything than these",
        "已排除：凡各部分都不多于下列组合者均不能达到",
    ),
    "search-list-excluded-exact": (
        "Excluded, with all that has just as much of what nothing is concluded across, and no more of anything else",
        "已排除：凡未据此外推的部分相同、其余各部分都不多于下列组合者，均不能达到",
    ),
    "search-more": ("{count} more: --format csv", "另有 {count} 项：--format csv"),
    "search-mark-cheapest": ("cheapest that meets", "达到目标中最省钱的"),
    "search-mark-near": ("near misses", "差一点的"),
    "search-mark-excluded": ("fail, with all below", "未达到（及其以下）"),
    "search-mark-undecided": ("undecided", "未能判定"),
    "search-mark-beyond": ("cannot be reached", "不能达到"),
    "search-axis-cost": ("Yuan a year", "元/年"),
}

_SENTENCES = {
    "search-answer": (
        "Cheapest: {package}, for {cost} yuan a year. It meets the target, and nothing cheaper does, with confidence"
        " {confidence}",
        "最省钱：{package}，每年 {cost} 元。以 {confidence} 的置信度，它达到目标，且更便宜的都不能",
    ),
    "search-answer-none": (
        "No package meets the target with what may be chosen, with confidence {confidence}",
        "以 {confidence} 的置信度，可选范围内没有组合能达到目标",
    ),
    "search-if-both": (
        ", if more people ({names}), and reforms found harmless, never hurt",
        "（前提：增加人员（{names}）和经检验无害的改革不会使结果变差）",
    ),
    "search-if-staff": (
        ", if more people ({names}) never hurt",
        "（前提：增加人员（{names}）不会使结果变差）",
    ),
    "search-if-reforms": (
        ", if reforms found harmless never hurt",
        "（前提：经检验无害的改革不会使结果变差）",
    ),
    "search-if-undecided": ("; undecided: {count}, listed below.", "；未能判定：{count} 个，列于下。"),
    "search-if-none-undecided": ("; none is undecided.", "；没有未能判定的。"),
    "search-front-end": (
        "Up to {most} can be reached; {share} cannot be reached with these, with confidence {confidence}.",
        "最高可达 {most}；以 {confidence} 的置信度，现有选项不能达到 {share}。",
    ),
    "search-front-all": (
        "Every share up to {most} can be reached, with confidence {confidence}.",
        "以 {confidence} 的置信度，直至 {most} 的比例都可达到。",
    ),
    "search-how": (
        "{tested} of {packages} packages were tried in {simulated} simulated years, the same applicants throughout;"
        " {cuts} of those that fail exclude the others. Intervals of single packages; the answer rests on bounds that"
        " hold for all looks and packages at once.",
        "在 {packages} 个组合中试了 {tested} 个，共模拟 {simulated} 个年份，申请人始终相同；其中 {cuts} 个未达到者排除了其余组合。"
        "所列为单个组合的区间；结论依据对所有组合、所有次查看同时成立的界限。",
    ),
    "search-staff-certain": (
        "More people never delay anyone, by the model's own conditions: {names}.",
        "按模型的条件，增加人员绝不会使任何办件变慢：{names}。",
    ),
    "search-staff-tested": (
        "That more people never hurt is tested in four places, not certain: {names}, for {reason}.",
        "增加人员不会使结果变差，仅在四种情形下检验过，并非必然：{names}，因为{reason}。",
    ),
    "search-staff-alone": (
        "That more people never hurt is not certain: {names}, for {reason}. Nothing was concluded across them: each number of"
        " them was tried by itself.",
        "增加人员不会使结果变差并非必然：{names}，因为{reason}。故未据此外推，逐一试过各种人数。",
    ),
    "search-why-clock": (
        "a target is not about all the time from submission to decision",
        "有目标不是从申请到办结的全程用时",
    ),
    "search-why-order": (
        "files are not simply taken first come, first served, by people who are alike",
        "不是由能力相同的人员单纯按先到先办处理",
    ),
    "search-why-behind": ("other queues stand behind", "其后还有其他队列"),
    "search-why-again": (
        "cases may come again, or be turned away",
        "办件可能再次进入队列，或被不予许可",
    ),
    "search-why-leave": (
        "applicants may give up, or limits expire",
        "申请人可能放弃，或期限届满",
    ),
    "search-why-many": (
        "there are too many combinations of reforms to look at each",
        "改革组合过多，无法逐一查看",
    ),
    "search-can-hurt": (
        "May hurt somewhere, so that nothing was concluded across it: {names}.",
        "在某些情形下可能使结果变差，故未据此外推：{names}。",
    ),
}

SEARCH_WORDS: dict[str, tuple[str, str]] = together(_COMMAND, _ERRORS, _TABLE, _SENTENCES)
