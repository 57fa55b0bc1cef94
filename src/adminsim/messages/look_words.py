"""Words of lists of differences and of targets: code -> (English, Chinese)."""

LOOK_WORDS: dict[str, tuple[str, str]] = {
    "diff-none": ("Nothing differs.", "没有不同。"),
    "diff-heading": ("What differs:", "不同之处："),
    "diff-for-all": ("For every case:", "对所有办件："),
    "diff-for-some": (
        "Reform '{reform}', chain '{chain}', for some cases ({cases}):",
        "改革措施“{reform}”，审批链“{chain}”，仅对部分办件（{cases}）：",
    ),
    "diff-since": ("from {date}", "自 {date} 起"),
    "diff-nothing": ("nothing", "无"),
    "diff-added": ("added: {new}", "新增：{new}"),
    "diff-made-of": ("added, made of {parts}: {new}", "由 {parts} 合并而成：{new}"),
    "diff-removed": ("removed", "取消"),
    "diff-merged": ("merged into {new}", "并入 {new}"),
    "targets-target": ("Target, source", "目标、来源"),
    "targets-chain": ("Chain, case types", "审批链、办件类型"),
    "targets-kind": ("Kind", "种类"),
    "targets-required": ("Required", "要求"),
    "targets-share": ("Share", "占比要求"),
    "targets-clock": ("Clock, condition", "计时、条件"),
    "targets-kind-within": ("limit", "时限"),
    "targets-kind-cut": ("cut of the mean", "平均用时减幅"),
    "targets-kind-count": ("count per case", "每件数量"),
    "targets-kind-share": ("share of cases", "办件占比"),
    "targets-kind-direction": ("direction", "变化方向"),
    "targets-no-source": ("no source stated", "未注明来源"),
}
