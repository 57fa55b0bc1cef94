"""What is said about files and the way they are written: code -> (English, Chinese).

What is allowed, and the nearest match, are added behind the text wherever a problem carries them.
"""

FILE_ERRORS: dict[str, tuple[str, str]] = {
    # Behind any message
    "file-hint-nearest": ("; did you mean '{nearest}'?", "；是否想写“{nearest}”？"),
    "file-hint-allowed": ("; allowed: {allowed}", "；可选：{allowed}"),
    "file-hint-both": (
        "; did you mean '{nearest}'? allowed: {allowed}",
        "；是否想写“{nearest}”？可选：{allowed}",
    ),
    "file-hint-also": ("; see also {also}", "；另见 {also}"),
    # The file itself
    "file-missing": ("there is no such file", "没有这个文件"),
    "file-folder": ("this is a folder, not a file", "这是文件夹，不是文件"),
    "file-irregular": ("this is not an ordinary file", "这不是普通文件"),
    "file-unreadable": ("the file cannot be read: {reason}", "无法读取该文件：{reason}"),
    "file-size": (
        "the file is larger than {limit} MB: this is surely not the file that you mean",
        "文件超过 {limit} MB，很可能不是您要用的文件",
    ),
    "file-encoding": (
        "the text is not UTF-8 (byte {byte}, number {offset} of the file): save the file as UTF-8",
        "文本不是 UTF-8 编码（文件的第 {offset} 个字节 {byte}）：请把文件另存为 UTF-8",
    ),
    "file-character": (
        "there is an invisible control character ({character}) here: remove it",
        "此处有不可见的控制字符（{character}）：请删除",
    ),
    "file-baseline-missing": ("there is no file '{name}' in '{folder}'", "“{folder}”中没有文件“{name}”"),
    "file-baseline-folder": (
        "'{name}' is a folder: name the file in it that is meant",
        "“{name}”是文件夹：请写出其中的文件",
    ),
    "file-outside": (
        "'{name}' lies outside the folder '{folder}': put it there or below, and name it without links",
        "“{name}”位于文件夹“{folder}”之外：请放到该文件夹或其下级，不要用链接",
    ),
    "file-include-cycle": (
        "'{name}' includes itself: {way}",
        "“{name}”包含了它自己：{way}",
    ),
    "file-include-many": (
        "more than {limit} files are included: put them together in fewer files",
        "包含的文件超过 {limit} 个：请合并成较少的文件",
    ),
    "file-include-twice": (
        "'{name}' is already given in {file}, line {line}: keep one of the two",
        "“{name}”已在 {file} 第 {line} 行给出：请只保留一处",
    ),
    "file-exists": (
        "exists already: nothing is overwritten, choose another name",
        "已经存在：不会覆盖，请换一个名称",
    ),
    "file-unwritable": ("cannot be written: {reason}", "无法写入：{reason}"),
    "file-example-chain": ("the example has no chain '{name}'", "该示例没有名为“{name}”的流程"),
    "file-example-unknown": ("there is no example '{name}'", "没有名为“{name}”的示例"),
    "file-is-baseline": (
        "this is a baseline, and a scenario is asked for: a scenario names it in a line 'baseline: {name}'",
        "这是基线文件，而此处需要方案文件：方案用“baseline: {name}”一行指明基线",
    ),
    "file-is-scenario": (
        "this is a scenario, and a baseline is asked for: a baseline has departments and chains",
        "这是方案文件，而此处需要基线文件：基线写有部门和流程",
    ),
    "file-no-scenarios": (
        "there is no scenario in this folder: a scenario has a line 'baseline: ...'",
        "此文件夹中没有方案：方案文件含有“baseline: ...”一行",
    ),
    # Tables of arrivals
    "csv-empty": (
        "the table has no applications: give a row of headings, then one row for each",
        "表中没有申请：第一行为列名，之后每件申请一行",
    ),
    "csv-column": ("there is no column '{name}' in such a table", "这种表没有“{name}”列"),
    "csv-column-twice": ("the column '{name}' is given twice", "“{name}”列出现了两次"),
    "csv-no-column": (
        "the column '{name}' is missing: the first row names the columns",
        "缺少“{name}”列：第一行应为列名",
    ),
    "csv-cells": (
        "the row has {given} cells, the first row has {expected}",
        "该行有 {given} 个单元格，而第一行有 {expected} 个",
    ),
    "csv-no-days": (
        "the table has no days: give the headings date and hours, then one row for each day",
        "表中没有日期：第一行为列名 date、hours，之后每天一行",
    ),
    "csv-date": (
        "'{given}' is no date: write it as 2027-02-11 or 2027/2/11",
        "“{given}”不是日期：请写成 2027-02-11 或 2027/2/11",
    ),
    "csv-day-twice": (
        "{date} stands in line {line} already",
        "{date} 已见于第 {line} 行",
    ),
    "csv-instant": (
        "'{given}' is no instant: write date and hour, such as 2018-01-02 09:05 or 2018/1/2 9:05",
        "“{given}”不是时刻：请写日期和时间，例如 2018-01-02 09:05 或 2018/1/2 9:05",
    ),
    "csv-day-or-month": (
        "whether day or month comes first cannot be told from the table, as in '{given}': write the year first, such as"
        " 2018-01-02 09:05",
        "无法从表中判断日和月哪个在前，例如“{given}”：请先写年份，例如 2018-01-02 09:05",
    ),
    "csv-zone": (
        "'{given}' has a time zone: write the local time alone, such as 2018-01-02 09:05",
        "“{given}”带有时区：请只写当地时间，例如 2018-01-02 09:05",
    ),
    "csv-no-type": (
        "the case type is missing: give one in each row, or leave the column out",
        "缺少办件类型：请每行都填，或去掉该列",
    ),
    "csv-rows": (
        "the table has more than {limit} applications",
        "表中的申请超过 {limit} 件",
    ),
    "csv-unreadable": (
        "the row cannot be read: check its quotation marks",
        "无法读取该行：请检查引号",
    ),
    # YAML
    "yaml-empty": ("the file is empty", "文件是空的"),
    "yaml-root": (
        "the file is {given} where keys are expected: begin with lines such as 'version: 1'",
        "文件内容是{given}，而这里应为键：请以“version: 1”这样的行开头",
    ),
    "yaml-tab": (
        "the line is indented with a tab: use spaces (lines with tabs in this file: {lines})",
        "该行用制表符缩进：请改用空格（本文件有 {lines} 行如此）",
    ),
    "yaml-duplicate": (
        "the key '{key}' stands here a second time, first in line {first}: keep one of the two",
        "键“{key}”重复：第一次在第 {first} 行，请只保留一处",
    ),
    "yaml-quote": ("the quotation mark that opens here is not closed", "此处开始的引号没有结束"),
    "yaml-after-quote": (
        "the text goes on after its closing quotation mark: put all of it in quotes of the other kind",
        "引号已经结束，后面还有文字：请用另一种引号把整段文字括起来",
    ),
    "yaml-bracket": (
        "the bracket '{bracket}' that opens here is not closed, or a comma is missing in it",
        "此处的括号“{bracket}”没有结束，或者其中缺少逗号",
    ),
    "yaml-closing": (
        "the closing bracket '{bracket}' has no opening one",
        "右括号“{bracket}”没有对应的左括号",
    ),
    "yaml-colon": (
        "a ':' is not expected here: check the indentation, or put a text with ': ' in quotes",
        "此处不应有“:”：请检查缩进；含“: ”的文字请加引号",
    ),
    "yaml-no-colon": (
        "a key needs a ':' and a blank behind it, as in 'key: value'",
        "键后面要有冒号和空格，例如“key: value”",
    ),
    "yaml-wide": (
        "the full-width '{given}' is no sign of the file format: write '{meant}' (half-width), or put a text that shall "
        "hold it in quotation marks",
        "此处的全角“{given}”不是文件格式的符号：请改用半角“{meant}”；若它属于文字内容，请给整段文字加英文引号",
    ),
    "yaml-indentation": (
        "the line does not fit the lines above: keys that belong together begin in the same column",
        "该行与上面的行不对齐：同一层的键应从同一列开始",
    ),
    "yaml-dash": (
        "a list item '- ' is not expected here: check the indentation",
        "此处不应有列表项“- ”：请检查缩进",
    ),
    "yaml-start": (
        "a text cannot begin with '{character}': put it in quotes",
        "文字不能以“{character}”开头：请加引号",
    ),
    "yaml-escape": (
        "a backslash means something else in double quotes: use single quotes, or write it twice",
        "双引号中的反斜杠有特殊含义：请用单引号，或写两个反斜杠",
    ),
    "yaml-syntax": (
        "this cannot be read as YAML: check the indentation, the quotation marks and the brackets near here",
        "此处无法按 YAML 读取：请检查附近的缩进、引号和括号",
    ),
    "yaml-depth": (
        "the file is nested more than {limit} levels deep",
        "文件的嵌套超过 {limit} 层",
    ),
    "yaml-nodes": (
        "the file has more than {limit} entries once all references (*name) are filled in",
        "展开所有引用（*名称）后，文件的条目超过 {limit} 个",
    ),
    "yaml-alias-unknown": (
        "'*{name}' refers to '&{name}', which stands nowhere above",
        "“*{name}”引用了“&{name}”，但前文没有它；如果只是文字，请加引号",
    ),
    "yaml-alias-cycle": (
        "'*{name}' refers to something that it is a part of",
        "“*{name}”引用了它自身所在的内容",
    ),
    "yaml-tag": (
        "tags such as '{tag}' are not used here: remove it, or put the text in quotes",
        "这里不使用“{tag}”这样的标签：请删除，或给文字加引号",
    ),
    "yaml-merge": (
        "'<<' is not used here: write the keys out, or refer to a whole entry with *name",
        "这里不使用“<<”：请把各键写全，或用 *名称 引用整个条目",
    ),
    "yaml-documents": (
        "a second document begins here with '---': put it in a file of its own",
        "此处以“---”开始了第二个文档：请放到单独的文件中",
    ),
    "yaml-key": (
        "a key is a name or a whole number, not {given}: put a name in quotes",
        "键应为名称或整数，不能是{given}：名称可加引号",
    ),
    # Keys
    "key-unknown": ("unknown key '{key}'", "未知的键“{key}”"),
    "key-hidden": (
        "this key is set by reforms, not in a file: remove it",
        "这个键由改革措施设定，不写在文件中：请删除",
    ),
    "key-missing": ("the key '{key}' is missing", "缺少键“{key}”"),
    "key-text": (
        "the name '{key}' reads as a number: put it in quotes",
        "名称“{key}”会读成数字：请加引号",
    ),
    "key-name": (
        "'{key}' cannot be a name: a name has no blanks and no slash, and at most 60 characters",
        "“{key}”不能作为名称：名称不含空格和斜杠，最长 60 个字符",
    ),
    # Values
    "value-number": ("must be a number, not {given}", "应为数字，不能是{given}"),
    "value-number-or-map": (
        "must be a number, or a map with value, range and source, not {given}",
        "应为数字，或含 value、range、source 的键值对，不能是{given}",
    ),
    "value-percent": (
        "write a share as a number between 0 and 1: {share}, not '{given}'",
        "比例应写成 0 与 1 之间的数：{share}，而不是“{given}”",
    ),
    "value-whole": ("must be a whole number, not {given}", "应为整数，不能是{given}"),
    "value-text": (
        "must be a text, not {given}: put it in quotes if it is meant as text",
        "应为文字，不能是{given}：如果确是文字，请加引号",
    ),
    "value-truth": ("must be true or false, not {given}", "应为 true 或 false，不能是{given}"),
    "value-list": (
        "must be a list, such as [a, b] or lines with '- ', not {given}",
        "应为列表，例如 [a, b] 或以“- ”开头的各行，不能是{given}",
    ),
    "value-list-of-one": ("must be a list: write [{item}]", "应为列表：请写 [{item}]"),
    "value-all-or-list": (
        "must be all, or a list of names such as [a, b], not {given}",
        "应为 all，或名称列表，例如 [a, b]，不能是{given}",
    ),
    "value-keys": (
        "must have keys of its own ('key: value' lines below it), not {given}",
        "下面应有自己的键（“键: 值”各行），不能是{given}",
    ),
    "value-label": (
        "must be a text, or one text for each language under the keys en and zh, not {given}",
        "应为文字，或在 en 和 zh 两个键下各写一种语言，不能是{given}",
    ),
    "value-choice": ("'{given}' is not possible here", "此处不能写“{given}”"),
    "value-choice-other": ("{given} is not possible here", "此处不能是{given}"),
    "value-date": (
        "must be a date that exists, such as 2018-09-01",
        "应为实际存在的日期，例如 2018-09-01",
    ),
    "value-instant": (
        "must be a date and hour that exist, such as 2018-09-01 09:30",
        "应为实际存在的日期和时刻，例如 2018-09-01 09:30",
    ),
    "value-finite": ("must be an ordinary number, not {given}", "应为普通数字，不能是{given}"),
    "value-least": ("must be at least {bound}, not {given}", "至少为 {bound}，不能是{given}"),
    "value-above": ("must be more than {bound}, not {given}", "必须大于 {bound}，不能是{given}"),
    "value-most": ("must be at most {bound}, not {given}", "最多为 {bound}，不能是{given}"),
    "value-below": ("must be less than {bound}, not {given}", "必须小于 {bound}，不能是{given}"),
    "value-empty": ("must not be empty: give at least one", "不能为空：至少给出一项"),
    "value-range-of-two": (
        "a range has two ends, the lowest and the highest value, such as [1, 3]",
        "范围有两端，即最小值和最大值，例如 [1, 3]",
    ),
    # Anything else that a check of the schema finds
    "schema-other": ("{message}", "{message}"),
    # How a wrong value is described
    "schema-given-nothing": ("an empty value", "空值"),
    "schema-given-map": ("a group of keys", "一组键"),
    "schema-given-list": ("a list", "列表"),
    "schema-given-text": ("'{value}'", "“{value}”"),
    "schema-given-plain": ("{value}", " {value}"),
}
"""Entries whose codes begin with ``file-``, ``yaml-``, ``key-``, ``value-`` and ``schema-``."""
