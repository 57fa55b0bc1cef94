"""Words of the analytic preview: code -> (English, Chinese)."""

PREVIEW_WORDS: dict[str, tuple[str, str]] = {
    "cli-preview": (
        "Say before anything is simulated how busy each department will be and how long cases wait there, before and"
        " after the reforms, and whether it can keep up.",
        "在模拟之前，用排队公式估算改革前后各部门有多忙、办件要等多久，以及是否应付得过来。",
    ),
    "cli-preview-example": (
        "adminsim preview my-city.yaml\nadminsim preview my-city.yaml --format csv > preview.csv",
        "adminsim preview my-city.yaml\nadminsim preview my-city.yaml --format csv > preview.csv",
    ),
    "preview-department": ("Department", "部门"),
    "preview-load": ("load", "负荷率"),
    "preview-staff": ("staff", "人数"),
    "preview-wait-open": ("wait, open time", "等候（开放时间）"),
    "preview-wait": ("wait, elapsed", "等候（自然时间）"),
    "preview-formula": ("formula", "公式"),
    "preview-grows": ("grows", "不断增长"),
    "preview-leaves": ("settles", "会稳定"),
    "preview-differs": ("-", "-"),
    "preview-name-groups": ("groups", "分组"),
    "preview-about-groups": (
        "groups: people who differ in speed or skills; there is no formula for their queue, and the load is that of those who"
        " have the least to spare.",
        "分组：人员的速度或专长不同，没有现成公式；负荷率取余力最小的那些人。",
    ),
    "preview-one-groups": ("{department} {load}", "{department} {load}"),
    "preview-name-leaving": ("leaving", "离队"),
    "preview-about-leaving": (
        "leaving: more is asked than can be done, and the queue settles since files leave it; the share is what cannot be"
        " done, at least. Their wait is as long as patience or limit.",
        "离队：要求的多于能做的，但有办件离开队列，队列因此稳定；所示比例为做不完的部分（至少）。等候时间取决于耐心或时限。",
    ),
    "preview-one-leaves": (
        "{department} {load} (settles: about {share} leave)",
        "{department} {load}（会稳定：约 {share} 离队）",
    ),
    "preview-one-patient": (
        "{department} {load} (waits at most {wait}; about {share} leave)",
        "{department} {load}（等候至多 {wait}；约 {share} 离队）",
    ),
    "preview-one-may-leave": (
        "{department} {load} (waits at most {wait}; some may leave)",
        "{department} {load}（等候至多 {wait}；可能有办件离队）",
    ),
    "preview-name-patience": ("upper bound", "上限"),
    "preview-about-patience": (
        "upper bound, since files may leave the queue: applicants give up, or silence approves. The wait is that as if nobody"
        " left. In a queue that is always open the share that leaves is found as for exponential lengths (M/M/c+M).",
        "上限（办件可能离队：申请人放弃或超期默认同意）：等候时间按无人离队计。对始终开放的队列，离队比例按各时长均为指数分布"
        "（M/M/c+M）得出。",
    ),
    "preview-how": ("How the waits were found, and how far off that was:", "等候时间怎样得出，误差有多大："),
    "preview-name-erlang": ("Erlang C", "Erlang C"),
    "preview-name-pollaczek": ("P-K", "P-K"),
    "preview-name-allen_cunneen": ("A-C", "A-C"),
    "preview-name-bursts": ("A-C bursts", "A-C 成批"),
    "preview-name-fluid": ("A-C fluid", "A-C 流体"),
    "preview-name-shifts": ("A-C shifts", "A-C 班次"),
    "preview-name-network": ("A-C network", "A-C 网络"),
    "preview-name-ordered": ("A-C order", "A-C 次序"),
    "preview-name-bound": ("upper bound", "上限"),
    "preview-under-a-minute": ("< 1 min", "不到 1 分钟"),
    "preview-about-bound": (
        "upper bound: a step beside this one may reject the case, which ends its wait here too; the preview counts it in"
        " full, so load and wait are at most this.",
        "上限：并行的其他步骤可能否决办件，届时这里的等候也随之结束；估算仍全部计入，故负荷和等候最多如此。",
    ),
    "preview-name-none": ("none", "无"),
    "preview-about-erlang": (
        "Erlang C: exact for applications at random, exponential work and a fixed number of staff (M/M/c).",
        "Erlang C：随机到达、办理时间为指数分布、人数不变（M/M/c）时精确。",
    ),
    "preview-about-pollaczek": (
        "P-K (Pollaczek-Khinchine): exact for applications at random and one person (M/G/1).",
        "P-K（Pollaczek-Khinchine）：随机到达、一人办理（M/G/1）时精确。",
    ),
    "preview-about-allen_cunneen": (
        "A-C (Allen-Cunneen): several people, work of any distribution; off by up to {error} in the tests.",
        "A-C（Allen-Cunneen）：多人办理、办理时间为任意分布；测试中误差不超过 {error}。",
    ),
    "preview-about-bursts": (
        "A-C bursts: Allen-Cunneen, where applications come in batches, on good and bad days, or at a fixed distance;"
        " off by up to {error} in the tests, most where little is to do.",
        "A-C 成批：Allen-Cunneen，用于成批、时多时少或等间隔到达；测试中误差不超过 {error}，负荷低时最大。",
    ),
    "preview-about-fluid": (
        "A-C fluid: Allen-Cunneen month by month, and a fluid queue for rates that change and applications that come"
        " while it is closed; off by up to {error} in the tests.",
        "A-C 流体：逐月用 Allen-Cunneen，到达随时间变化或在关门时到达的部分用流体排队；测试中误差不超过 {error}。",
    ),
    "preview-about-shifts": (
        "A-C shifts: the same with the mean number of staff on duty, where shifts change it; off by up to {error} in the"
        " tests, most often too long.",
        "A-C 班次：同上，人数随班次变化时取在岗人数的平均；测试中误差不超过 {error}，多为偏长。",
    ),
    "preview-about-network": (
        "A-C network: the same where cases come from other steps or come again (the flow between departments by Whitt's"
        " formula); off by up to {error} in tests of one such thing at a time. In the shipped scenarios, where many come"
        " together, about three waits in four were within a factor of two: an order of magnitude.",
        "A-C 网络：同上，用于来自其他步骤或退回再来的办件（部门之间的流量用 Whitt 公式）；每次只有一种情形的测试中误差不超过"
        " {error}。随附方案中多种情形并存，约四分之三的等候时间误差在两倍以内：只看数量级。",
    ),
    "preview-about-ordered": (
        "A-C order: the same as if first come were first served, though some cases go ahead of others and take other"
        " work; off by up to {error} in the tests.",
        "A-C 次序：按先到先办估算，但部分办件优先且办理时间不同；测试中误差不超过 {error}。",
    ),
    "preview-about-none": (
        "none: a queue that always grows has no mean wait.",
        "无：不断增长的队列没有平均等候时间。",
    ),
    "preview-stretch": (
        "Waits in open hours are carried over to elapsed time by the share of hours that are open.",
        "开放时间内的等候按开放时间所占比例折算为自然时间。",
    ),
    "preview-stable": ("All departments can keep up ({when}).", "各部门都应付得过来（{when}）。"),
    "preview-busiest": ("Busiest, {when}: {departments}.", "最忙的部门（{when}）：{departments}。"),
    "preview-one": ("{department} {load} (wait about {wait})", "{department} {load}（等候约 {wait}）"),
    "preview-one-grows": ("{department} {load} (queue grows)", "{department} {load}（队列不断增长）"),
    "preview-backlog-gone": (
        "The backlog of {department} is gone in week {week} from {since}, if work flows evenly.",
        "若工作均匀流动，{department}的积压自 {since} 起第 {week} 周清完。",
    ),
    "preview-backlog-stays": (
        "What lies at {department} is never gone: no rate is to spare from {since}.",
        "{department}的积压无法清完：自 {since} 起没有富余能力。",
    ),
}
