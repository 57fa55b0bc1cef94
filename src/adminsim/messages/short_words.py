"""What a run says on one screen: code -> (English, Chinese)."""

SHORT_WORDS: dict[str, tuple[str, str]] = {
    "short-title": ("{name}: {design}", "{name}：{design}"),
    "short-chain": (
        "{chain}: {before} -> {after} days lived, cut {cut} ({share}); official clock {clock_before} -> {clock_after} WD",
        "{chain}：全程 {before} -> {after} 天，减少 {cut}（{share}）；审批计时 {clock_before} -> {clock_after} 个工作日",
    ),
    "short-off-the-clock": ("; time moves off the clock", "；时间移出计时"),
    "short-verdict": (
        ": {name}: {after}, required {required}, before {before}",
        "：{name}：改革后 {after}，要求 {required}，改革前 {before}",
    ),
    "short-turns": ("; turns with the reading", "；随口径而变"),
    "short-hollow-construction": ("; by construction", "；由设定得出"),
    "short-hollow-no_figure": ("; no figure is stated", "；目标未给出数值"),
    "short-aside": (" ({told})", "（{told}）"),
    "short-in-the-way": ("Most in the way of '{target}', time of a case:", "“{target}”的主要症结（每件用时）："),
    "short-obstacle": ("{time} {part}: {step}{who}", "{time} {part}：{step}{who}"),
    "short-more": ("... and {count} more: --details", "……另有 {count} 项：--details"),
    "short-remarks": ("Remarks: {count}.", "备注 {count} 条。"),
    "short-details": ("All tables: run with --details.", "全部表格：加 --details 运行。"),
    "next-step": ("Next: {reforms}. Ask: {asks}", "下一步：{reforms}。可问：{asks}"),
    "next-ask-search": ("the cheapest package: {command}", "最省的组合：{command}"),
    "next-ask-sweep": ("how many people it takes: {command}", "需要多少人：{command}"),
    "next-ask-promise": ("which limit is kept: {command}", "能做到的时限：{command}"),
    "next-ask-preview": ("who can keep up: {command}", "谁应付得过来：{command}"),
    "next-ask-walk": ("where the time goes: {command}", "时间花在哪里：{command}"),
    "next-off": ("switch on {names}, which touches the first", "启用可触及首要症结的{names}"),
    "next-used": ("use {names} further", "加大{names}的力度或覆盖面"),
    "next-others": ("add a reform that touches the first: {names}", "增加可触及首要症结的改革措施：{names}"),
    "next-more": (" ...", "等"),
    "next-semicolon": ("; ", "；"),
    "next-none": ("no reform touches the first", "没有改革措施可触及首要症结"),
    "next-met": (
        "Next: every target is met. Which reform did it: adminsim attribute {file}; whether it rests on assumptions:"
        " adminsim assumptions {file}",
        "下一步：目标全部达到。哪项改革起作用：adminsim attribute {file}；结论是否依赖假设：adminsim assumptions {file}",
    ),
    "next-walk": ("Next: {told} More: adminsim walk {file}", "下一步：{told}详见：adminsim walk {file}"),
}
