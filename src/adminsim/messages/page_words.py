"""Words of the page: code -> (English, Chinese). Those whose code begins with `page-at-` go into the page itself."""

from adminsim.messages.filing import together

_COMMAND = {
    "cli-page": (
        "Write one HTML file that answers at once: switch reforms on and off in any browser, without a network.",
        "生成一个可直接双击打开的网页文件：在任何浏览器中开关各项改革，即时给出结果，无需联网。",
    ),
    "cli-page-example": (
        "adminsim page my-city.yaml --out my-city.html",
        "adminsim page my-city.yaml --out my-city.html",
    ),
    "cli-option-switch": (
        "A reform that the page switches, by its name; may be given several times. The others stay as the file has them."
        " By default all reforms of the file, or those that are on where all are more than 12.",
        "网页中可开关的改革，给出名称；可多次给出。其余改革保持文件中的状态。默认为文件中的全部改革；超过 12 项时为已启用的改革。",
    ),
    "cli-option-page-replications": (
        "How many years are simulated with each combination: by default 30.",
        "每种组合模拟多少个年份：默认 30 个。",
    ),
    "cli-option-page-out": ("The HTML file; it must not exist yet.", "要生成的网页文件；须尚不存在。"),
    "page-written": ("The page is {file} ({size} MB).", "网页文件：{file}（{size} MB）。"),
    "page-doing": (
        "{count} switches, {combinations} combinations, {stops} other values of sliders, {replications} simulated years"
        " each: {whole} simulated years at the most",
        "{count} 个开关，{combinations} 种组合，滑块另取 {stops} 个值，各模拟 {replications} 个年份：至多 {whole} 个模拟年份",
    ),
    "page-much": (
        "This takes a while. Fewer switches (--switch NAME for each) or fewer years (--replications 10) take less; what is"
        " stopped goes on with --resume.",
        "这需要一些时间。减少开关（用 --switch 名称 逐一指定）或年份（--replications 10）可以更快；中途停止后可用 --resume 继续。",
    ),
    "cli-option-slider": (
        "PATH=FROM:TO:STEPS, may be given several times: a figure of the files that the page moves, under the reforms of"
        " the file, as sweep does. By default the demand: demand=70%:130%:7.",
        "路径=起:止:点数，可多次给出：网页中可拖动的一项数值，在文件所列改革下取值，写法同 sweep。默认为申请量：demand=70%:130%:7。",
    ),
    "page-demand": ("Demand", "申请量"),
}

_ERRORS = {
    "page-unknown-switch": (
        "there is no reform '{given}' to switch; the reforms of the scenario are: {allowed}",
        "没有名为“{given}”的改革可供开关；方案中的改革有：{allowed}",
    ),
    "page-too-many": (
        "{count} switches make {combinations} combinations, and a page holds {most} at the most ({switches} switches): name"
        " those to be switched, each with --switch NAME; the others stay as the file has them",
        "{count} 个开关有 {combinations} 种组合，而网页最多容纳 {most} 种（{switches} 个开关）：请用 --switch 名称"
        " 逐一指定要开关的改革，其余保持文件中的状态",
    ),
    "page-switches-clash": (
        "the switches do not go together: {told}. Name those to be switched with --switch NAME",
        "这些开关不能同时打开：{told}。请用 --switch 名称 指定要开关的改革",
    ),
    "page-slider-target": (
        "'{given}' belongs to a target, and sliders move what is simulated: name a figure of the baseline or of a reform",
        "“{given}”属于目标，而滑块只能改变模拟的内容：请指定基线或改革中的数值",
    ),
    "page-slider-stops": (
        "a slider has {most} values at the most, and {count} are asked of '{given}': ask for fewer steps",
        "滑块至多取 {most} 个值，而“{given}”要求 {count} 个：请减少点数",
    ),
    "page-exists": (
        "{file} exists already: name another file with --out, or remove it",
        "{file} 已存在：请用 --out 指定其他文件，或先删除它",
    ),
    "page-not-html": (
        "--out names the page, so it ends with .html: for instance {example}",
        "--out 须为网页文件名，以 .html 结尾，例如 {example}",
    ),
}

_AT_TOP = {
    "page-at-language": ("中文", "English"),
    "page-at-to-language": ("Switch to Chinese", "切换为英文"),
    "page-at-copy": ("Copy link", "复制链接"),
    "page-at-copied": ("Copied", "已复制"),
    "page-at-save": ("Save scenario", "保存方案"),
    "page-at-print": ("Print", "打印"),
    "page-at-skip": ("Skip to the results", "跳到结果"),
    "page-at-sub": (
        "A simulation of {replications} years for every combination of {count} reforms; cases submitted from {first} to"
        " {last}.",
        "对 {count} 项改革的每种组合各模拟 {replications} 个年份；统计 {first} 至 {last} 提交的办件。",
    ),
    "page-at-verdict": ("The verdict", "结论"),
    "page-at-less": (
        "With {on} of {all} reforms on, {chain} takes {after} days on the mean instead of {before}: {cut} days less"
        " ({share}, interval {low} to {high} days).",
        "打开 {all} 项改革中的 {on} 项后，{chain}平均用时由 {before} 天降至 {after} 天：减少 {cut} 天（{share}，"
        "区间 {low} 至 {high} 天）。",
    ),
    "page-at-more": (
        "With {on} of {all} reforms on, {chain} takes {after} days on the mean instead of {before}: {cut} days more"
        " ({share}, interval {low} to {high} days).",
        "打开 {all} 项改革中的 {on} 项后，{chain}平均用时由 {before} 天增至 {after} 天：增加 {cut} 天（{share}，"
        "区间 {low} 至 {high} 天）。",
    ),
    "page-at-same": (
        "With {on} of {all} reforms on, {chain} takes {after} days on the mean, and {before} without: no difference is"
        " certain.",
        "打开 {all} 项改革中的 {on} 项后，{chain}平均用时 {after} 天，改革前 {before} 天：差异尚不能确定。",
    ),
    "page-at-targets-line": (
        "Targets: {all}, of which {met} met, {missed} missed, {undecided} undecided.",
        "{all} 项目标中，达到 {met} 项，未达到 {missed} 项，尚无定论 {undecided} 项。",
    ),
    "page-at-slower-line": (
        "{share} of the cases approved both ways are slower than before.",
        "两种情形下均通过的办件中，{share} 比改革前更慢。",
    ),
    "page-at-open-cases": (
        "Some cases were still open when a run ended: means marked ≥ are at least that.",
        "模拟结束时仍有办件未办结：标有 ≥ 的平均值为下限。",
    ),
    "page-at-overloaded": (
        "{department} is asked for {load} of what it can do: its queue never settles, and all figures depend on how long the"
        " run lasts.",
        "{department}负荷率为 {load}：队列不会稳定，所有数字取决于模拟时长。",
    ),
}

_SWITCHES = {
    "page-at-switches": ("Reforms", "改革措施"),
    "page-at-stated": ("As in the file", "按方案文件"),
    "page-at-none": ("All off", "全部关闭"),
    "page-at-all": ("All on", "全部打开"),
    "page-at-fixed": ("Always on here: {names}", "本页始终实施：{names}"),
    "page-at-no-switch": ("The scenario has no reform to switch.", "方案中没有可开关的改革。"),
    "page-at-assumed": ("rests on {count} assumed figures", "依赖 {count} 个假设数字"),
    "page-at-source": ("Source: {source}", "依据：{source}"),
    "page-at-chain": ("Chain", "流程"),
    "page-at-hint": (
        "Each switch shows at once what was simulated with just these reforms.",
        "拨动开关，立即显示恰好实施这些改革时的模拟结果。",
    ),
}

_LIVE = {
    "page-at-live": ("People, live", "人员增减（实时模拟）"),
    "page-at-live-about": (
        "Move a slider: the kernel of adminsim itself runs the first {years} of these years in this page anew, with people"
        " moved at all their hours, and the paired difference is added to the figures above.",
        "拖动滑块：本页直接运行 adminsim 的内核，按调整后的人员（全部在岗时段）重新模拟其中前 {years} 个年份，将配对差异加到上述数字。",
    ),
    "page-at-live-only": (
        "Sliders answer for the reforms as in the file: switch back to these to use them.",
        "滑块只适用于方案文件所列的改革状态：请先恢复为“按方案文件”。",
    ),
    "page-at-live-none": (
        "People cannot be moved here: this browser or this file lacks the kernel as WebAssembly. All else is shown from"
        " what was simulated beforehand.",
        "此处不能增减人员：浏览器或文件缺少 WebAssembly 内核。其余内容均来自事先的模拟。",
    ),
    "page-at-live-running": ("Simulating: {done} of {all} years", "正在模拟：{done} / {all} 年"),
    "page-at-live-people": ("{staff} people {more}", "{staff} 人 {more}"),
    "page-at-live-back": ("People as planned", "恢复原人员"),
    "page-at-live-found": (
        "With people moved, {chain} takes about {after} days on the mean [{low}, {high}]: {change} days against the staff as"
        " planned [{change_low}, {change_high}].",
        "调整人员后，{chain}平均用时约 {after} 天 [{low}, {high}]：与原人员相比 {change} 天 [{change_low}, {change_high}]。",
    ),
}

_SLIDERS = {
    "page-at-sliders": ("Other figures", "其他数值"),
    "page-at-sliders-about": (
        "Each position was simulated with the same applicants, with the reforms as in the file: everything shown follows"
        " it. One figure is moved at a time.",
        "每个位置都用同一批申请人、按方案文件所列改革模拟：右侧（下方）各项结果随之变化。一次只移动一项。",
    ),
    "page-at-slider-value": ("{value} ({share} of the file's)", "{value}（为文件取值的 {share}）"),
    "page-at-slider-percent": ("{value}% of the file's", "为文件取值的 {value}%"),
    "page-at-slider-stated": ("{value} (as in the file)", "{value}（按文件）"),
    "page-at-slider-moved": (
        "Shown with another figure than the file's: {name} at {value}, before and after the reforms. A saved scenario does"
        " not hold it.",
        "以下按改动后的数值显示：{name} {value}，改革前后均如此。保存的方案不含此改动。",
    ),
    "page-at-slider-shares": (
        "With the figures of the file, whatever sliders say.",
        "按文件中的数值计算，不随滑块变化。",
    ),
    "page-at-slider-back": ("Figures as in the file", "恢复文件取值"),
    "page-at-along": ("{name}, value by value", "随{name}变化"),
    "page-at-along-about": (
        "Mean days of a case with the reforms as in the file, at each value of the slider, with {confidence} intervals.",
        "按方案文件所列改革，滑块各取值下每件的平均天数，带 {confidence} 区间。",
    ),
    "page-at-live-moved": (
        "People are moved with the figures of the file: move the other sliders back to use these.",
        "人员增减只适用于文件中的数值：请先将其他滑块恢复。",
    ),
}

_WATCH = {
    "page-at-watch": ("Watch it", "动态演示"),
    "page-at-watch-about": (
        "The same {count} cases of one simulated year, before and under the reforms of the file. A full dot is worked on or"
        " waited for, a hollow one queues or is on its way; steps side by side have a dot each.",
        "同一模拟年份的同一批 {count} 件办件，改革前与方案文件所列改革后对照。实心点为正在办理或等待期限，空心点为排队或流转；"
        "并行的步骤各有一点。",
    ),
    "page-at-play": ("Play", "播放"),
    "page-at-pause": ("Pause", "暂停"),
    "page-at-speed": ("Speed", "速度"),
    "page-at-speed-of": ("{hours} h a second", "每秒 {hours} 小时"),
    "page-at-time-of": ("Time", "时间"),
    "page-at-done-of": ("done: {done} of {all}", "已办结 {done} / {all}"),
}

_SECTIONS = {
    "page-at-targets": ("Targets", "目标完成情况"),
    "page-at-targets-none": ("No target is stated.", "未设定目标。"),
    "page-at-target": ("target", "目标"),
    "page-at-reading": ("read as {name}", "“{name}”口径"),
    "page-at-before": ("before", "改革前"),
    "page-at-after": ("after", "改革后"),
    "page-at-required": ("required", "要求"),
    "page-at-verdict-column": ("verdict", "结论"),
    "page-at-years": ("{reached} of {all} years", "{all} 个年份中 {reached} 个达标"),
    "page-at-cut": ("change", "变化"),
    "page-at-met": ("MET", "达到"),
    "page-at-missed": ("MISSED", "未达到"),
    "page-at-undecided": ("UNDECIDED", "尚无定论"),
    "page-at-legend": (
        "Met or missed where the whole interval [ ] lies on that side of what is required, else undecided.",
        "区间 [ ] 全部在要求的一侧时为“达到”或“未达到”，否则为“尚无定论”。",
    ),
    "page-at-cycle": ("How long it takes", "用时多久"),
    "page-at-cycle-about": (
        "Share of approved cases by calendar days from application to decision. The pale bands are {confidence} intervals.",
        "从申请到办结的自然日数，按办结件占比。浅色带为 {confidence} 区间。",
    ),
    "page-at-days": ("days", "天"),
    "page-at-days-axis": ("calendar days", "自然日"),
    "page-at-mean": ("mean", "平均"),
    "page-at-median": ("median", "中位数"),
    "page-at-p90": ("nine in ten within", "九成在此内办结"),
    "page-at-p95": ("19 in 20 within", "九成五在此内办结"),
    "page-at-elapsed": ("lived time, days", "实际用时（天）"),
    "page-at-workdays": ("official clock, working days", "审批计时（工作日）"),
    "page-at-measure": ("measure", "指标"),
    "page-at-and-more": ("more than {days}", "{days} 以上"),
    "page-at-months": ("Month by month", "逐月"),
    "page-at-months-about": (
        "Mean days of the approved cases by the month of application, with {confidence} intervals.",
        "按申请月份统计的办结件平均用时（天）及 {confidence} 区间。",
    ),
    "page-at-month": ("month", "月份"),
    "page-at-time": ("Where the time goes", "时间花在哪里"),
    "page-at-time-about": (
        "Mean days on the critical way of an approved case; upper bar before, lower bar after.",
        "办结件关键路径上的平均天数；上条为改革前，下条为改革后。",
    ),
    "page-at-step": ("step", "步骤"),
    "page-at-other-steps": ("other steps", "其他步骤"),
    "page-at-total": ("total", "合计"),
    "page-at-departments": ("How busy the departments are", "各部门忙闲"),
    "page-at-departments-about": (
        "Share of staffed hours at work; the line is all of them. The table has the load offered and the queue.",
        "在岗时间利用率；竖线为百分之百。表中列出负荷率和队列。",
    ),
    "page-at-department": ("department", "部门"),
    "page-at-busy": ("busy", "利用率"),
    "page-at-load": ("offered load", "负荷率"),
    "page-at-queue": ("files in the queue", "排队件数"),
    "page-at-wait": ("wait, hours", "等待（小时）"),
    "page-at-four": ("The four reductions", "四减"),
    "page-at-four-about": (
        "What an applicant has to do for one approval, on the mean; the bar is what is left of 100 %.",
        "申请人每办一件平均须付出的；条形为改革后所剩的百分比。",
    ),
    "page-at-procedures": ("procedures", "环节（个）"),
    "page-at-documents": ("documents", "材料（份）"),
    "page-at-elapsed-mean": ("time, days", "时间（天）"),
    "page-at-visits": ("visits in person", "跑动（次）"),
    "page-at-shares": ("Which reform does it", "成效归于哪项改革"),
    "page-at-shares-about": (
        "Each reform's part of what all {count} change together: its mean effect over all orders of introducing them"
        " (Shapley). The parts add up; they do not depend on the switches.",
        "{count} 项改革总成效中各项的份额：按所有实施顺序取平均（Shapley 值）。各份额相加等于总成效，与开关状态无关。",
    ),
    "page-at-shares-of": ("Measured in", "按"),
    "page-at-reform": ("reform", "改革"),
    "page-at-share": ("part", "份额"),
    "page-at-alone": ("alone", "单独实施"),
    "page-at-last": ("as the last", "最后实施"),
    "page-at-off": ("off", "关闭"),
    "page-at-losers": ("Who loses", "谁受损"),
    "page-at-losers-about": (
        "Share of the cases approved both ways that take longer than before.",
        "两种情形下均通过的办件中，比改革前更慢的占比。",
    ),
    "page-at-of-chain": ("chain", "流程"),
    "page-at-type": ("case type", "办件类型"),
    "page-at-all-types": ("all types", "全部类型"),
    "page-at-slower": ("slower", "变慢"),
    "page-at-saved": ("days saved by a case", "每件节省天数"),
    "page-at-assumptions": ("Which figures are assumptions", "哪些数字是假设"),
    "page-at-assumptions-about": (
        "{count} figures are assumed, not measured. The command adminsim assumptions says what each of them does to a"
        " verdict.",
        "有 {count} 个数字是假设而非实测。命令 adminsim assumptions 说明每个假设对结论的影响。",
    ),
    "page-at-figure": ("figure", "数字"),
    "page-at-value": ("value", "取值"),
    "page-at-range": ("range", "范围"),
    "page-at-origin": ("source", "来源"),
    "page-at-as-table": ("The same as a table", "同一数据的表格"),
    "page-at-made": ("How this page was made", "本页如何得出"),
    "page-at-made-text": (
        "Every combination of the switches was simulated with the same applicants ({replications} years, seed {seed});"
        " differences are paired year by year, and intervals hold with {confidence}. Made by adminsim {version} from"
        " {file}. The page needs no network and sends nothing.",
        "每种开关组合都用同一批申请人模拟（{replications} 个年份，种子 {seed}）；差异逐年配对，区间置信度 {confidence}。"
        "由 adminsim {version} 依据 {file} 生成。本页无需联网，也不发送任何数据。",
    ),
    "page-at-save-note": (
        "Save it in the folder of {file}: it names the baseline from there.",
        "请保存到 {file} 所在文件夹：基线文件按该位置引用。",
    ),
    "page-at-unmade": (
        "This browser cannot read the page's data: {reason}",
        "此浏览器无法读取本页数据：{reason}",
    ),
    "page-at-noscript": (
        "This page needs JavaScript, which is switched off here.",
        "本页需要 JavaScript，当前已被禁用。",
    ),
}

PAGE_WORDS: dict[str, tuple[str, str]] = together(
    _COMMAND, _ERRORS, _AT_TOP, _SWITCHES, _LIVE, _SLIDERS, _WATCH, _SECTIONS
)
