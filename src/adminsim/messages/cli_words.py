"""What the command line says while it works, and about calls that are wrong."""

from adminsim.messages.filing import together

_MISTAKES = {
    "cli-error": ("Error: {reason}", "错误：{reason}"),
    "cli-help-hint": ("For help: {command}", "查看帮助：{command}"),
    "cli-no-option": ("there is no option {name}", "没有选项 {name}"),
    "cli-no-command": ("there is no command '{name}'", "没有命令“{name}”"),
    "cli-parameter-missing": ("{name} is missing", "缺少 {name}"),
    "cli-option-empty": ("{name} needs a value behind it", "{name} 后面须有值"),
    "cli-option-flag": ("{name} takes no value", "{name} 后面不带值"),
    "cli-too-many": ("there is nothing to be done with '{given}'", "多余的参数“{given}”"),
    "cli-value-choice": ("{name} must be one of: {choices}", "{name} 须为其中之一：{choices}"),
    "cli-value-least": ("{name} must be a whole number, {least} or more", "{name} 须为整数，且不小于 {least}"),
    "cli-value-between": (
        "{name} must be a whole number from {least} to {most}",
        "{name} 须为 {least} 到 {most} 的整数",
    ),
    "cli-value-number": ("{name} must be a number from {least} to {most}", "{name} 须为 {least} 到 {most} 的数"),
    "cli-value-other": ("{name} is wrong: {reason}", "{name} 有误：{reason}"),
    "cli-unknown-key": (
        "there is no key '{given}' in {topic}; did you mean '{nearest}'? There are: {allowed}",
        "{topic} 中没有键“{given}”；是否想写“{nearest}”？全部：{allowed}",
    ),
    "cli-unknown-reform": (
        "there is no reform '{given}'; did you mean '{nearest}'? All: {allowed}",
        "没有名为“{given}”的改革措施；是否想写“{nearest}”？全部：{allowed}",
    ),
    "cli-unknown-example": (
        "there is no example '{given}'; there are: {allowed}",
        "没有示例“{given}”；可选：{allowed}",
    ),
    "cli-failed": ("something went wrong: {reason}", "出错了：{reason}"),
    "cli-interrupted": ("stopped; nothing was written", "已停止；未写入任何内容"),
    "cli-stopped": (
        "stopped; {done} of {total} replications are kept. To go on: {command}",
        "已停止；已保留 {total} 次重复中的 {done} 次。继续运行：{command}",
    ),
    "cli-stopped-early": (
        "stopped before anything was added; all that was kept before is kept. To go on: {command}",
        "已停止，未新增任何内容；先前保留的均仍保留。继续运行：{command}",
    ),
    "cli-stopped-in-set": (
        "stopped; the results of {done} of {total} scenarios are written. To go on: {command}",
        "已停止；{total} 个方案中已有 {done} 个写入结果。继续运行：{command}",
    ),
    "cli-stopped-behind": (
        "stopped; the results are written: {folder}",
        "已停止；结果已写入：{folder}",
    ),
    "cli-kept": (
        "{done} of {total} replications are kept. To go on: {command}",
        "已保留 {total} 次重复中的 {done} 次。继续运行：{command}",
    ),
    "cli-resume-out": (
        "--resume needs the folder, as in --resume --out {example}",
        "--resume 须配合 --out 指明文件夹，例如 --resume --out {example}",
    ),
}

_NOTICES = {
    "engine-reference-serves": (
        "Numba cannot be imported, or is told to compile nothing: the reference engine runs, which takes longer and finds"
        " the same.",
        "无法导入 Numba，或已禁止其编译：改用参考引擎，耗时更长，结果相同。",
    ),
    "engine-compiles": (
        "The compiled engine is being compiled; this happens once and takes a minute or two.",
        "正在编译快速引擎；只需一次，约一两分钟。",
    ),
    "cli-progress": ("Simulating", "正在模拟"),
    "cli-rate-minute": ("{rate} a minute", "每分钟 {rate} 次"),
    "cli-rate-second": ("{rate} a second", "每秒 {rate} 次"),
    "cli-remaining": ("{time} left", "剩余 {time}"),
    "cli-complete": (
        "{folder}: is complete already; nothing is left to do",
        "{folder}：已经完成，无须继续",
    ),
    "cli-passed-over": (
        "{folder}: a run that was not finished has kept {done} replications there. To go on with it: --resume --out"
        " {folder}",
        "{folder}：其中有未完成的运行，已保留 {done} 次重复。要继续它：--resume --out {folder}",
    ),
    "cli-checked": (
        "{file} is in order: {reforms} reforms ({enabled} enabled), {targets} targets.",
        "{file} 没有问题：改革措施 {reforms} 项（启用 {enabled} 项），目标 {targets} 个。",
    ),
    "cli-copied": ("Copied: {files}", "已复制：{files}"),
    "cli-copied-next": (
        "Next: adminsim check {file}, then adminsim run {file}",
        "下一步：adminsim check {file}，然后 adminsim run {file}",
    ),
    "cli-verified": (
        "Equal: {compared} runs and files in {folder}.",
        "一致：{folder} 中 {compared} 项运行记录与文件。",
    ),
    "cli-not-verified": ("Differences in {folder} ({count}):", "{folder} 中的不同之处（{count}）："),
}

CLI_WORDS: dict[str, tuple[str, str]] = together(_MISTAKES, _NOTICES)
