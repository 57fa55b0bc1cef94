"""What is said about what is read and not used, and of years half known: code -> (English, Chinese)."""

UNUSED_WORDS: dict[str, tuple[str, str]] = {
    "unused-arrivals": (
        "{count} of {all} applications are not simulated: they come before {start} or after {end}"
        " (the first at {first}, the last at {last})",
        "{all} 件申请中有 {count} 件不参与模拟：早于 {start} 或晚于 {end}（最早 {first}，最晚 {last}）",
    ),
    "unused-equal-arrivals": (
        "{count} applications are equal to another one to the second, and simulated as well (the first: {first})",
        "有 {count} 件申请与另一件完全相同，仍照常模拟（第一处：{first}）",
    ),
    "unused-departments": ("no step needs these departments: {departments}", "没有步骤由这些部门办理：{departments}"),
    "unused-shifts": (
        "{count} shifts are never on duty from {start} to {end}, the days that are simulated",
        "在模拟的 {start} 至 {end} 期间，有 {count} 个班次从不上班",
    ),
    "unused-reform": (
        "reform '{reform}' changes nothing here: it begins on {since}, and the run ends on {end}",
        "改革措施“{reform}”在此不起作用：自 {since} 起施行，而模拟到 {end} 为止",
    ),
    "unused-phase": (
        "a phase of reform '{reform}' covers nobody: it begins on {since}, and the run ends on {end}",
        "改革措施“{reform}”的一个阶段不涉及任何办件：自 {since} 起施行，而模拟到 {end} 为止",
    ),
    "half-known-plain-weekdays": (
        "no holiday data for {years}: plain weekly hours are used there",
        "没有 {years} 年的节假日数据，按普通周历计算",
    ),
    "half-known-own-days": (
        "the data for '{holidays}' do not reach {years}: of {years} only {count} days are known, those named here; any"
        " other day has its weekly hours",
        "“{holidays}”的数据不含 {years} 年：{years} 年只有此处列出的 {count} 天为已知，其余日子按周历计算",
    ),
    "half-known-make-up": (
        "the data for '{holidays}' name make-up days until {last} only: in {years} none is worked; name them in `days`, or"
        " `make_up: ignored` if none is meant",
        "“{holidays}”的调休上班日数据只到 {last} 年：{years} 年按没有调休上班日计算；可在 `days` 中列出，若本来不上班则写"
        " `make_up: ignored`",
    ),
    "unused-at": ("{place}: {told}", "{place}：{told}"),
}
