"""Help pages: what commands do, their examples, arguments and options."""

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

COMMAND_WORDS: dict[str, tuple[str, str]] = together(_HELP, _EXAMPLES, _PARAMETERS)
