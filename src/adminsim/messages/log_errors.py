"""What is said about logs of real cases and their maps: code -> (English, Chinese)."""

LOG_ERRORS: dict[str, tuple[str, str]] = {
    # The file
    "log-truncated": (
        "the file ends in the middle of something: export it again, or copy it whole",
        "文件在中途截断：请重新导出，或完整复制",
    ),
    "log-truncated-packed": (
        "the packed file is damaged or ends too early: export it again, or copy it whole",
        "压缩文件已损坏或不完整：请重新导出，或完整复制",
    ),
    "log-xml": ("this is no well-formed XML: {reason}", "XML 格式不正确：{reason}"),
    "log-xml-doctype": (
        "the file declares a document type or entities, or is no XES log: a log needs neither, and it is not read",
        "文件声明了文档类型或实体，或不是 XES 日志：日志不需要这些，因此不予读取",
    ),
    "log-encoding": (
        "the text is neither UTF-8 nor GB18030: save the file as UTF-8",
        "文本既不是 UTF-8 也不是 GB18030 编码：请把文件另存为 UTF-8",
    ),
    "log-no-calamine": (
        "workbooks are read with python-calamine, which is not installed: pip install 'adminsim[logs]', or save the sheet"
        " as CSV",
        "读取工作簿需要 python-calamine，尚未安装：请运行 pip install 'adminsim[logs]'，或把工作表另存为 CSV",
    ),
    "log-no-sheet": ("there is no sheet '{name}'", "没有工作表“{name}”"),
    "log-sheets": (
        "several sheets hold something: name the one that is meant in the map (sheet: ...)",
        "有多个非空工作表：请在映射文件中写明用哪一个（sheet: ...）",
    ),
    "log-header-two": (
        "this seems to be a second row of column names: state in the map which row is the one (header: 2)",
        "这里似乎是第二行表头：请在映射文件中写明哪一行是表头（header: 2）",
    ),
    "log-header-merged": (
        "cells of the header are merged: state in the map which row holds the column names (header: 2)",
        "表头有合并单元格：请在映射文件中写明哪一行是列名（header: 2）",
    ),
    "log-no-rows": ("the file has no rows", "文件中没有任何数据行"),
    "log-no-case": (
        "no column tells the number of the case: name it in the map (columns: {{case: ...}})",
        "找不到办件编号列：请在映射文件中写明（columns: {{case: ...}}）",
    ),
    "log-no-activity": (
        "no column tells what was done: name it in the map (columns: {{activity: ...}})",
        "找不到办理步骤列：请在映射文件中写明（columns: {{activity: ...}}）",
    ),
    "log-no-stamp": (
        "no column tells when it was done: name it in the map (columns: {{stamp: ...}})",
        "找不到办理时间列：请在映射文件中写明（columns: {{stamp: ...}}）",
    ),
    "log-column-missing": ("there is no column '{name}'", "没有“{name}”列"),
    "log-no-stamps": (
        "no row of the file is an event: not one instant of '{name}' can be read",
        "文件中没有可用的行：“{name}”列没有一个时间能够识别",
    ),
    "log-dates-undecidable": (
        "whether day or month comes first cannot be told from the file, as in '{given}': state it in the map (dates: dmy"
        " or dates: mdy)",
        "无法从文件判断日和月哪个在前，例如“{given}”：请在映射文件中写明（dates: dmy 或 dates: mdy）",
    ),
    "log-zones-some": (
        "some instants have a time zone ({zones}), others have none: state the zone of the office in the map (zone:"
        " Asia/Shanghai)",
        "部分时间带时区（{zones}），部分不带：请在映射文件中写明机关所在时区（zone: Asia/Shanghai）",
    ),
    "log-zones-mixed": (
        "the time zones ({zones}) are not those of one place: state the zone of the office in the map (zone: Asia/Shanghai)",
        "文件中的时区（{zones}）不属于同一地点：请在映射文件中写明机关所在时区（zone: Asia/Shanghai）",
    ),
    "log-long-ids": (
        "the numbers of the column '{name}' have more than 15 digits and were stored as numbers, so their last digits are"
        " lost: export the column as text",
        "“{name}”列的编号超过 15 位却以数字存储，末尾几位已丢失：请以文本格式导出该列",
    ),
    # Rows that are not used
    "log-rows": (" (rows {rows})", "（第 {rows} 行）"),
    "log-rows-more": (" (rows {rows} and others)", "（第 {rows} 行等）"),
    "log-row-empty": ("empty rows, not used: {count}", "空行，未使用：{count} 行"),
    "log-row-total": ("rows of totals, not used: {count}", "合计行，未使用：{count} 行"),
    "log-row-no-case": ("rows without a number of the case, not used: {count}", "没有办件编号的行，未使用：{count} 行"),
    "log-row-no-activity": (
        "rows that do not say what was done, not used: {count}",
        "没有办理步骤的行，未使用：{count} 行",
    ),
    "log-row-no-stamp": (
        "rows whose instant is missing or cannot be read, not used: {count}",
        "时间缺失或无法识别的行，未使用：{count} 行",
    ),
    "log-row-serial-zero": (
        "rows whose instant is an empty cell of a spreadsheet (1900-01-00), not used: {count}",
        "时间为电子表格空值（1900-01-00）的行，未使用：{count} 行",
    ),
    "log-row-duplicate": (
        "rows that repeat an earlier one (case, activity, instant, person), used once: {count}",
        "重复的行（办件、步骤、时间、人员均相同），只计一次：{count} 行",
    ),
    # What is to be known
    "log-midnights": (
        "events stamped at midnight, that is by the day only: {count} ({share}); times of the day mean nothing there",
        "时间恰为零点、即只精确到日的事件：{count} 条（{share}）；其时刻没有意义",
    ),
    "log-utc-days": (
        "days seem to begin at {hour}: {count} stamps lie exactly there, as if local midnights had been exported in UTC;"
        " if so, state the zone of the office in the map (zone: {zone})",
        "日期似乎从 {hour} 开始：有 {count} 条恰在该时刻，像是本地零点以 UTC 导出；若如此，请在映射文件中写明时区（zone: {zone}）",
    ),
    "log-serials": (
        "instants written as the number by which a spreadsheet calls a day, beside others written as text: {count}",
        "以电子表格日期序号书写、与文本日期混用的时间：{count} 个",
    ),
    "log-zeros": (
        "numbers of cases that differ only by zeros before them, as '{one}' and '{other}': {count}; they are taken for"
        " different cases",
        "仅前导零不同的办件编号，如“{one}”与“{other}”：{count} 对；按不同办件处理",
    ),
    "log-two-traces": (
        "cases whose events lie in several traces, as '{case}': {count}; each is taken for one case",
        "事件分散在多条轨迹中的办件，如“{case}”：{count} 件；各按一件处理",
    ),
    "log-end-before-start": (
        "rows that end before they begin: {count}; their begin is not used",
        "结束早于开始的行：{count} 行；不使用其开始时间",
    ),
    "log-many-desks": (
        "people who act at more than half of all desks: {count}; '{person}' at {desks} of {all} activities: perhaps an"
        " account that several share, or the system itself",
        "经手半数以上步骤的人员：{count} 个；“{person}”经手 {all} 个步骤中的 {desks} 个：可能是多人共用账号，或系统自动操作",
    ),
    # The map
    "map-codes-or-attribute": (
        "a milestone has either codes or an attribute",
        "里程碑须给出 codes 或 attribute 之一",
    ),
    "map-no-milestone": ("there is no milestone '{name}'", "没有里程碑“{name}”"),
    "map-decides-first": (
        "'{name}' is the first milestone: the decision must come later",
        "“{name}”是第一个里程碑：决定须在其后",
    ),
    "map-clock-order": (
        "the clock can stand still only from an earlier milestone to a later one, before the decision: '{stop}', '{resume}'",
        "停表须从较早的里程碑到较晚的里程碑，且在决定之前：“{stop}”、“{resume}”",
    ),
    "map-zone": ("there is no time zone '{name}'", "没有时区“{name}”"),
    "map-limit": (
        "the limit '{given}' needs one of the units d, wk, WD or h",
        "时限“{given}”的单位须为 d、wk、WD 或 h",
    ),
    "map-never-seen": (
        "the milestone '{name}' is never reached: no event has any of its codes ({codes})",
        "里程碑“{name}”从未出现：没有事件带有其代码（{codes}）",
    ),
    "map-code-never-seen": (
        "the code '{code}' of the milestone '{name}' is in no event",
        "里程碑“{name}”的代码“{code}”不在任何事件中",
    ),
    # The way back
    "export-ending": (
        "{path}: the name of a log says its format; allowed endings: {allowed}",
        "{path}：日志文件名须表明格式；可用后缀：{allowed}",
    ),
    "export-offset": (
        "'{given}' is no distance from UTC: write it as +08:00",
        "“{given}”不是与 UTC 的时差：请写成 +08:00",
    ),
}
