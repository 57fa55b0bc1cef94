"""Help, notices and mistakes of the command line: code -> (English, Chinese)."""

from adminsim.messages.filing import together

_HELP = {
    "cli-main": (
        "How long a city's approvals take, and how much time each reform would really save.",
        "测算一座城市的审批要多久，以及每项改革究竟能省多少时间。",
    ),
    "cli-new": (
        "Copy a runnable example to start from, or fill a baseline into a workbook.",
        "复制一个可运行的示例作为起点，或用工作簿填写基线。",
    ),
    "cli-check": (
        "Check a scenario and its baseline; nothing is run.",
        "检查方案及其基线文件；不运行。",
    ),
    "cli-show": (
        "Draw the chains of a scenario as text: steps, departments, and what holds back what.",
        "以文字画出流程：步骤、部门，以及谁制约谁。",
    ),
    "cli-diff": (
        "Say what a scenario's reforms change against its baseline, path by path, old to new; with a second"
        " scenario, what differs between the two as reformed.",
        "逐项列出方案的改革措施对基线的改动（原值与新值）；给出第二个方案时，比较两个方案改革后的系统。",
    ),
    "cli-compare": (
        "Hold two cities side by side: the first scenario's baseline and demand under its own reforms and under the"
        " second one's.",
        "两地并排比较：以第一个方案的基线和办件量，分别施行其自身的改革与第二个方案的改革。",
    ),
    "cli-compare-left-out": (
        "left out of '{scenario}', for they name what this baseline has not: {reforms}",
        "“{scenario}”中以下改革所指的内容本基线没有，未计入：{reforms}",
    ),
    "cli-compare-title": (
        "The rules of {first} and of {other} on one demand",
        "同一办件量下 {first} 与 {other} 的做法",
    ),
    "cli-compare-chain": ("chain", "流程"),
    "cli-compare-measure": ("mean of", "平均"),
    "cli-compare-before": ("before", "改革前"),
    "cli-compare-first": ("under {first}", "按 {first}"),
    "cli-compare-other": ("under {other}", "按 {other}"),
    "cli-compare-of-elapsed": ("days lived", "实际天数"),
    "cli-compare-of-agency-workdays": ("official working days", "审批计时工作日"),
    "cli-compare-of-procedures": ("procedures", "环节"),
    "cli-compare-of-visits": ("visits", "跑动"),
    "cli-targets": (
        "List the stated targets of a scenario, or of all scenarios in a folder; with --run also whether each is met.",
        "列出一个方案的目标，或文件夹中所有方案的目标；加 --run 则模拟并判断每项目标是否达到。",
    ),
    "cli-run": (
        "Simulate baseline and reforms, and say whether each target is met.",
        "模拟基线与改革后的情形，并判断每项目标是否达到。",
    ),
    "cli-run-status": (
        "Exit status: 0 done, 2 the input is wrong, 3 a target is not met (with --require-targets), 1 anything else.",
        "退出码：0 完成，2 输入有误，3 有目标未达到（配合 --require-targets），1 其他情况。",
    ),
    "cli-reforms": (
        "List the reforms that a scenario can switch on, or explain one.",
        "列出可用的改革措施，或解释其中一项。",
    ),
    "cli-explain": (
        "Say what the keys of a file mean: of scenarios, targets, reforms or baselines.",
        "解释文件中各键的含义：方案、目标、改革措施或基线。",
    ),
    "cli-verify": (
        "Run a results folder again and compare everything to the last digit.",
        "重新运行结果文件夹中的方案，逐位核对。",
    ),
    "cli-verify-status": (
        "Exit status: 0 all is equal, 1 something differs, 2 it is no results folder.",
        "退出码：0 全部一致，1 有不同，2 不是结果文件夹。",
    ),
    "cli-schema": (
        "Print the JSON Schema of a file format, for editors.",
        "输出文件格式的 JSON Schema，供编辑器使用。",
    ),
}

_EXAMPLES = {
    code: (example, example)
    for code, example in {
        "cli-main-example": "adminsim new my-city\nadminsim check my-city.yaml\nadminsim run my-city.yaml",
        "cli-new-example": "adminsim new my-city --from smallest\n"
        "adminsim new my-city --city Jiangmen --chains water,gas,power --start 2025\n"
        "adminsim new --xlsx my-city.xlsx\nadminsim new my-city --from-xlsx my-city.xlsx",
        "cli-check-example": "adminsim check my-city.yaml",
        "cli-show-example": "adminsim show my-city.yaml --reformed",
        "cli-diff-example": "adminsim diff my-city.yaml\nadminsim diff my-city.yaml other-city.yaml",
        "cli-compare-example": "adminsim compare my-city.yaml other-city.yaml --replications 10",
        "cli-targets-example": "adminsim targets my-city.yaml --run",
        "cli-run-example": "adminsim run my-city.yaml --replications 30 --out out/my-city",
        "cli-reforms-example": "adminsim reforms parallel_approval",
        "cli-explain-example": "adminsim explain targets readings",
        "cli-verify-example": "adminsim verify out/my-city",
        "cli-schema-example": "adminsim schema scenario > scenario.schema.json",
    }.items()
}

_PARAMETERS = {
    "cli-argument-scenario": (
        "The scenario file; - reads it from standard input.",
        "方案文件；“-”表示从标准输入读取。",
    ),
    "cli-argument-scenarios": (
        "The scenario files, one or more; - reads one from standard input.",
        "方案文件，可有多个；“-”表示从标准输入读取。",
    ),
    "cli-argument-other": ("Another scenario, to compare with.", "用来比较的另一个方案。"),
    "cli-argument-where": ("A scenario file, or a folder of them.", "方案文件，或存放方案的文件夹。"),
    "cli-argument-folder": ("A results folder.", "结果文件夹。"),
    "cli-argument-name": (
        "Name of the copy: my-city makes my-city.yaml and the folder my-city.",
        "副本的名称：my-city 会生成 my-city.yaml 和文件夹 my-city。",
    ),
    "cli-argument-reform": ("Kind of a reform, or its Chinese term.", "改革措施的种类或中文名称。"),
    "cli-argument-topic": ("Which part of the files.", "文件的哪一部分。"),
    "cli-argument-field": ("A key, wherever it stands.", "某个键，无论在何处。"),
    "cli-argument-file": (
        "Which file format, scenario if nothing is said.",
        "文件格式，默认为 scenario（方案）。",
    ),
    "cli-default": (" By default {value}.", "默认为 {value}。"),
    "cli-option-lang": ("Language of all output: en or zh.", "输出语言：en 或 zh。"),
    "cli-option-help": ("Show this help.", "显示本帮助。"),
    "cli-option-version": ("Show the version.", "显示版本。"),
    "cli-option-seed": (
        "Seed of all random numbers, in place of the scenario's.",
        "随机数种子，替代方案中的设定。",
    ),
    "cli-option-replications": (
        "How many pairs of years are simulated, in place of the scenario's number.",
        "模拟多少对年份，替代方案中的设定。",
    ),
    "cli-option-workers": (
        "How many replications run at once; by default one for each core. The result does not depend on it.",
        "同时运行多少次重复，默认与处理器核数相同；结果与此无关。",
    ),
    "cli-option-cluster": (
        "Run on the Dask cluster at this address, such as tcp://10.0.0.5:8786 (needs adminsim[cluster]); the result"
        " is the same.",
        "在此地址的 Dask 集群上运行，例如 tcp://10.0.0.5:8786（须安装 adminsim[cluster]）；结果相同。",
    ),
    "cli-option-resume": (
        "Go on with the run that was stopped or killed in --out; the result is that of a run that was not.",
        "继续 --out 中被中止的运行；结果与未中止的运行相同。",
    ),
    "cli-option-keep-records": (
        "Keep the tables of all visits and cases too, as Parquet in records/ (needs adminsim[records]).",
        "同时把全部办理记录与办件表以 Parquet 格式保存在 records/ 中（须安装 adminsim[records]）。",
    ),
    "cli-option-no-figures": (
        "Draw no figures: the tables alone are written, some seconds sooner.",
        "不绘制图形：只写出表格，可快数秒。",
    ),
    "cli-option-engine": (
        "Which engine runs: compiled (fast, needs Numba), reference (SimPy), or auto; the result is the same.",
        "使用哪个引擎：compiled（快，需要 Numba）、reference（SimPy）或 auto（自动）；结果相同。",
    ),
    "cli-option-out": (
        "Folder for the results; it must not exist, or be empty. By default a new one in out/. Several scenarios get a"
        " folder each in it.",
        "结果文件夹；须不存在或为空。默认在 out/ 中新建。有多个方案时，各在其中有自己的文件夹。",
    ),
    "cli-option-format": ("What is printed: a table, or JSON alone.", "输出形式：表格，或仅 JSON。"),
    "cli-option-list-format": ("What is printed: a table, or JSON or CSV alone.", "输出形式：表格，或仅 JSON、CSV。"),
    "cli-option-targets-run": (
        "Run the study of each scenario, and give the verdicts; nothing is written.",
        "运行每个方案的模拟并给出结论；不写入文件。",
    ),
    "cli-targets-run-only": (
        "--replications and --workers go with --run",
        "--replications 和 --workers 须与 --run 一起使用",
    ),
    "cli-option-details": (
        "Print all tables; without it what fits one screen: verdicts, the cut, what is in the way, what to do next.",
        "显示全部表格；不加则只显示一屏：结论、减幅、主要症结和下一步。",
    ),
    "cli-option-quiet": ("No progress and no notices.", "不显示进度和提示。"),
    "cli-option-require-targets": ("Exit with 3 where a target is not met.", "有目标未达到时以 3 退出。"),
    "cli-option-reformed": ("Show the system with its reforms.", "显示改革后的系统。"),
    "cli-option-from": (
        "Which example to copy: startup, or with --chains the one with the fewest other chains.",
        "复制哪个示例：缺省为 startup；写 --chains 时为含有这些流程、其他流程最少的示例。",
    ),
    "cli-option-city": (
        "Name of the city: the files carry it, and all figures are marked as assumptions.",
        "城市名称：写入文件，全部数据标为假设。",
    ),
    "cli-option-chains": (
        "With --city: the chains wanted, such as water,gas,power.",
        "配合 --city：所需流程，如 water,gas,power。",
    ),
    "cli-option-start": (
        "With --city: the year, or the first day, whose cases are measured.",
        "配合 --city：统计哪一年（或自哪一天起）的办件。",
    ),
    "cli-city-missing": ("--chains and --start go with --city", "--chains 和 --start 须与 --city 一起使用"),
    "cli-bad-start": (
        "'{given}' is no year and no date such as 2025-01-01",
        "“{given}”不是年份，也不是日期（如 2025-01-01）",
    ),
    "cli-heading-usage": ("Usage:", "用法:"),
    "cli-heading-arguments": ("Arguments", "参数"),
    "cli-heading-options": ("Options", "选项"),
    "cli-heading-commands": ("Commands", "命令"),
    "cli-heading-example": ("Example", "示例"),
    "cli-usage-options": ("[OPTIONS]", "[选项]"),
    "cli-usage-command": ("COMMAND [ARGUMENTS]", "命令 [参数]"),
}

_MISTAKES = {
    "cli-error": ("Error: {reason}", "错误：{reason}"),
    "cli-help-hint": ("For help: {command}", "查看帮助：{command}"),
    "cli-no-option": ("there is no option {name}", "没有选项 {name}"),
    "cli-no-command": ("there is no command '{name}'", "没有命令“{name}”"),
    "cli-parameter-missing": ("{name} is missing", "缺少 {name}"),
    "cli-option-empty": ("{name} needs a value behind it", "{name} 后面须有值"),
    "cli-option-flag": ("{name} takes no value", "{name} 后面不带值"),
    "cli-too-many": ("there is nothing to be done with '{given}'", "多余的参数“{given}”"),
    "cli-value-choice": ("{name} must be one of: {allowed}", "{name} 须为其中之一：{allowed}"),
    "cli-value-least": ("{name} must be a whole number, {least} or more", "{name} 须为整数，且不小于 {least}"),
    "cli-value-between": (
        "{name} must be a whole number from {least} to {most}",
        "{name} 须为 {least} 到 {most} 的整数",
    ),
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
        "Numba cannot be imported: the reference engine runs, which takes longer and finds the same.",
        "无法导入 Numba：改用参考引擎，耗时更长，结果相同。",
    ),
    "engine-compiles": (
        "The compiled engine is being compiled; this happens once and takes up to a minute.",
        "正在编译快速引擎；只需一次，最多约一分钟。",
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

_FOLDERS = {
    "folder-not-empty": (
        "{folder}: exists already and is not an empty folder: name another one with --out, or move it away",
        "{folder}：已存在且不是空文件夹：请用 --out 另选一个，或先移走它",
    ),
    "folder-read-only": (
        "{folder}: cannot be written: {above} is read-only, or no folder",
        "{folder}：无法写入：{above} 为只读，或不是文件夹",
    ),
    "folder-full": (
        "{folder}: the disk is full: {free} MB are free, {needed} MB are needed",
        "{folder}：磁盘已满：剩余 {free} MB，需要 {needed} MB",
    ),
    "folder-not-written": (
        "{folder}: could not be written: {reason}; no part of the results was left behind",
        "{folder}：无法写入：{reason}；没有留下残缺的结果",
    ),
    "folder-unfinished": (
        "{folder}: a run that was not finished has kept {done} replications: add --resume to go on with it, name another"
        " folder with --out, or delete {place} to begin anew",
        "{folder}：其中有未完成的运行，已保留 {done} 次重复：加上 --resume 可继续，也可用 --out 另选文件夹，或删除 {place} 重新开始",
    ),
    "folder-busy": (
        "{folder}: another process is writing there just now",
        "{folder}：另一个进程正在写入",
    ),
    "resume-nothing": (
        "{folder}: there is no unfinished run to go on with; without --resume it begins anew",
        "{folder}：没有可继续的运行；去掉 --resume 则重新开始",
    ),
    "resume-differs": (
        "{folder}: the unfinished run cannot be gone on with, for something has changed since: {differing}; put it back"
        " as it was, or name another folder with --out without --resume",
        "{folder}：无法继续未完成的运行，因为以下内容已改变：{differing}；请恢复原样，或去掉 --resume 并用 --out 另选文件夹",
    ),
    "resume-part-scenario": ("the scenario", "方案"),
    "resume-part-baseline": ("the baseline", "基线"),
    "resume-part-seed": ("the seed", "随机数种子"),
    "resume-part-records": ("whether records are kept", "是否保存办理记录"),
    "resume-part-source": ("the program", "程序"),
    "folder-no-manifest": (
        "{folder}: is no results folder: it has no readable manifest.json",
        "{folder}：不是结果文件夹：没有可读的 manifest.json",
    ),
    "folder-no-folder": ("{folder}: there is no such folder", "{folder}：没有这个文件夹"),
}

_VERIFYING = {
    "verify-file-differs": ("{file}: a new run writes something else", "{file}：重新运行得到的内容不同"),
    "verify-file-missing": ("{file}: is gone", "{file}：已缺失"),
    "verify-file-unknown": ("{file}: does not belong here", "{file}：不属于此文件夹"),
    "verify-file-changed": ("{file}: was changed after it was written", "{file}：写入之后被改动过"),
    "verify-file-differs-row": (
        "{file}: a new run writes something else: line {line}, {row}",
        "{file}：重新运行得到的内容不同：第 {line} 行，{row}",
    ),
    "verify-file-changed-row": (
        "{file}: was changed after it was written: line {line}, {row}",
        "{file}：写入之后被改动过：第 {line} 行，{row}",
    ),
    "verify-other-versions": (
        "the folder was made with other versions: {then}; here: {now}; the results are compared all the same",
        "该文件夹由其他版本生成：{then}；本机：{now}；结果仍照常核对",
    ),
    "verify-other-machine": (
        "the folder was made on another machine: {then}; here: {now}; the results are compared all the same",
        "该文件夹在另一台机器上生成：{then}；本机：{now}；结果仍照常核对",
    ),
    "verify-manifest-differs": (
        "manifest.json: '{key}' is not what a new run writes there",
        "manifest.json：“{key}”与重新运行所写的不同",
    ),
    "verify-cannot-run": (
        "the scenario in the folder cannot be run any more: {reason}",
        "文件夹中的方案已无法运行：{reason}",
    ),
    "verify-records-differ": (
        "replication {replication}, {system}: the records of visits and cases differ",
        "第 {replication} 次重复（{system}）：办理记录不同",
    ),
    "verify-figures-left-out": (
        "the figures were not compared: they were drawn with {then}, here it is {now}",
        "未核对图形：原图绘制环境为 {then}，本机为 {now}",
    ),
}

_CLUSTER = {
    "cluster-extra-missing": (
        "--cluster needs Dask's distributed, which is not installed: pip install 'adminsim[cluster]'",
        "--cluster 需要 Dask 的 distributed，但尚未安装：pip install 'adminsim[cluster]'",
    ),
    "cluster-unreachable": (
        "{address}: no Dask scheduler answers there; `dask scheduler` prints its address, such as tcp://10.0.0.5:8786",
        "{address}：没有 Dask 调度器应答；“dask scheduler” 会显示其地址，例如 tcp://10.0.0.5:8786",
    ),
    "cluster-no-worker": (
        "{address}: the cluster has no worker; start some with: dask worker {address}",
        "{address}：集群中没有工作进程；启动方法：dask worker {address}",
    ),
    "cluster-no-adminsim": (
        "worker {worker}: adminsim is not installed there; it must be, in the same version as here",
        "工作进程 {worker}：未安装 adminsim；须安装与本机相同的版本",
    ),
    "cluster-versions": (
        "worker {worker}: has other versions than this machine, so the result could differ. Here: {here}. There: {there}",
        "工作进程 {worker}：版本与本机不同，结果可能不一致。本机：{here}；该处：{there}",
    ),
    "cluster-kills": (
        "{address}: one replication took down one worker after the other; they probably lack memory",
        "{address}：同一次重复接连使多个工作进程终止；它们的内存可能不足",
    ),
    "cluster-lost": (
        "{address}: the connection to the cluster was lost",
        "{address}：与集群的连接已中断",
    ),
    "records-extra-missing": (
        "--keep-records needs pyarrow, which is not installed: pip install 'adminsim[records]'",
        "--keep-records 需要 pyarrow，但尚未安装：pip install 'adminsim[records]'",
    ),
    "records-elsewhere": (
        "{file}: a worker wrote it, but it is not on this machine; with --keep-records the workers of a cluster must"
        " share the disk of the results folder",
        "{file}：已由工作进程写入，但不在本机；使用 --keep-records 时，集群的工作进程须与结果文件夹共用磁盘",
    ),
}

CLI_WORDS: dict[str, tuple[str, str]] = together(
    _HELP, _EXAMPLES, _PARAMETERS, _MISTAKES, _NOTICES, _FOLDERS, _VERIFYING, _CLUSTER
)
