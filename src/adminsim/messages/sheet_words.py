"""Sheets of a workbook that becomes a baseline: how they are filled in, what is wrong with them, what is made of them."""

SHEET_WORDS: dict[str, tuple[str, str]] = {
    # The sheet that explains the others
    "sheet-readme-title": ("A town hall in a workbook", "用工作簿填写一座政务大厅"),
    "sheet-readme-how": (
        "Fill in the sheets; what stands there is an example that runs. Then: adminsim new my-city --from-xlsx {file}",
        "请填写各工作表；表中现有内容是可运行的示例。然后执行：adminsim new my-city --from-xlsx {file}",
    ),
    "sheet-readme-times": (
        "Times have a unit: min, h, d (of 24 hours), wk, WD (working day). Several names are separated by commas.",
        "时间须带单位：分钟、小时、天（24 小时）、周、工作日。多个名称用顿号或逗号分开。",
    ),
    "sheet-readme-columns": (
        "sheet | column | needed | what is filled in | what may stand there",
        "工作表|栏目|必填|填写内容|可填的值",
    ),
    "sheet-general-columns": ("what | value | explanation", "项目|值|说明"),
    # What is wrong
    "sheet-none": ("the sheet '{name}' is missing", "缺少工作表“{name}”"),
    "sheet-not-read": (
        "this is no workbook (.xlsx) that can be read: save it anew as Excel workbook",
        "无法作为工作簿（.xlsx）读取：请另存为 Excel 工作簿",
    ),
    "sheet-no-column": ("the sheet has no column '{name}'", "工作表没有“{name}”这一栏"),
    "sheet-no-line": ("there is no line '{name}' here", "没有“{name}”这一项"),
    "sheet-column-missing": ("the column '{name}' is missing", "缺少“{name}”一栏"),
    "sheet-empty": ("'{name}' must be filled in", "“{name}”必须填写"),
    "sheet-number": ("'{name}' must be a number, not '{given}'", "“{name}”必须是数字，不能是“{given}”"),
    "sheet-choice": ("'{given}' is nothing that '{name}' can be", "“{name}”不能填“{given}”"),
    "sheet-date": (
        "'{name}' must be a date such as 2025-01-01, not '{given}'",
        "“{name}”必须是日期，如 2025-01-01，不能是“{given}”",
    ),
    "sheet-day": ("'{given}' is no day of the week", "“{given}”不是星期几"),
    "sheet-of-kind": (
        "'{name}' is not for a step of the kind '{kind}': leave it empty",
        "种类为“{kind}”的步骤不填“{name}”：请留空",
    ),
    "sheet-needed-of-kind": (
        "'{name}' must be filled in for a step of the kind '{kind}'",
        "种类为“{kind}”的步骤必须填写“{name}”",
    ),
    "sheet-one-end": (
        "'{name}' must be filled in, since the other end of the range is",
        "已填写范围的另一端，“{name}”也必须填写",
    ),
    "sheet-unknown-chain": ("there is no chain '{name}'", "没有名为“{name}”的流程"),
    "sheet-which-chain": ("the chain must be named, for there are several", "有多条流程，必须写明属于哪一条"),
    "sheet-twice": ("'{name}' stands already in {first}", "“{name}”已在 {first} 中出现"),
    "sheet-told": ("{told}", "{told}"),
    "sheet-no-rows": ("the sheet '{name}' has no rows", "工作表“{name}”没有内容"),
    "sheet-error-cell": ("the cell holds an error of the sheet ({given})", "单元格是公式错误（{given}）"),
    "reports-missing": (
        "workbooks and briefings are written with packages that are not installed: pip install 'adminsim[reports]'",
        "生成工作簿和简报所需的软件包尚未安装：请运行 pip install 'adminsim[reports]'",
    ),
    "sheet-not-xlsx": (
        "a workbook ends in .xlsx: name it {example}",
        "工作簿的名称以 .xlsx 结尾：请用 {example}",
    ),
    "sheet-alone": (
        "--xlsx and --from-xlsx do not go with --from, --city, --chains and --start",
        "--xlsx 和 --from-xlsx 不能与 --from、--city、--chains、--start 同时使用",
    ),
    "sheet-no-name": (
        "--xlsx writes a workbook alone: leave out '{name}', and give it together with --from-xlsx later",
        "--xlsx 只生成工作簿：请去掉“{name}”，以后与 --from-xlsx 一起给出",
    ),
    # The files that are made
    "sheet-template-next": (
        "Written: {file}. Fill it in, then: adminsim new my-city --from-xlsx {file}",
        "已写出：{file}。填好后执行：adminsim new my-city --from-xlsx {file}",
    ),
    "cli-made": ("Written: {files}", "已写出：{files}"),
    "cli-option-xlsx": (
        "Write a workbook instead, in which a baseline can be filled in; it holds an example.",
        "改为写出一个工作簿，供填写基线；其中有示例。",
    ),
    "cli-option-from-xlsx": (
        "Make the files from a workbook that was filled in.",
        "由填好的工作簿生成文件。",
    ),
    "sheet-made-from": ("Made from {file}.", "由 {file} 生成。"),
    "sheet-comment-period": (
        "The stretch of time that is simulated: settle in, count, let them finish",
        "模拟的时段：预热、统计、收尾",
    ),
    "sheet-comment-calendars": ("Who is open when", "办公时间"),
    "sheet-comment-departments": ("Who works here", "谁来办"),
    "sheet-comment-chains": ("What is applied for, and which way it goes", "办什么，怎么走"),
    "sheet-comment-reforms": (
        "What is changed; `adminsim reforms` lists what there is, for instance:",
        "改革措施；`adminsim reforms` 列出全部，例如：",
    ),
    "sheet-comment-targets": ("What is promised", "承诺的目标"),
}
