"""Which column of a file says what, by the names that systems of approval give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.files.located import InputError, Located
from adminsim.logs import xes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.logs.mapping import Columns
    from adminsim.logs.table import Table

ROLES = ("case", "activity", "stamp", "start", "resource", "lifecycle")
NEEDED = ("case", "activity", "stamp")
_CASE = """caseid case casenumber caseno caseidentifier traceid applicationid
    applicationnumber 办件编号 办件号 业务编号 业务流水号 流水号 受理编号 受理号 申请编号
    申报号 案件编号 案号 项目编号 项目代码 编号 id"""
_ACTIVITY = """activity activityname event eventname task taskname step action
    办理环节 环节名称 环节 活动 活动名称 步骤 节点 节点名称 办理步骤 操作"""
_STAMP = """endtime completetime completetimestamp endtimestamp end complete completed completiontime timestamp
    eventtime time datetime date 办结时间 完成时间 结束时间 办理时间 操作时间 时间 日期"""
_START = "starttime starttimestamp start begintime begin 开始时间 起始时间 接收时间"
_RESOURCE = """resource user username person employee agent actor
    办理人 经办人 操作人 处理人 人员 审批人 办理人员"""
USUAL = {
    "case": _CASE.split(),
    "activity": _ACTIVITY.split(),
    "stamp": _STAMP.split(),
    "start": _START.split(),
    "resource": _RESOURCE.split(),
    "lifecycle": ["lifecycle", "lifecycletransition", "transition"],
}
"""Names as they are usual, without blanks and in small letters; the earlier one wins."""
_OF_XES = {
    "case": xes.CASE,
    "activity": xes.ACTIVITY,
    "stamp": xes.STAMP,
    "resource": xes.RESOURCE,
    "lifecycle": xes.LIFECYCLE,
}


def roles_of(table: Table, stated: Columns | None = None) -> dict[str, str]:
    """Return the column of each role.

    Parameters
    ----------
    table : Table
        The file.
    stated : Columns, optional
        What a map says; what it leaves out is found by name.

    Raises
    ------
    InputError
        If a column that is stated is not there, or none can be found for the case, the activity or the stamp.
    """
    usual = _OF_XES if table.kind == "xes" else named_as_usual(table.columns)
    usual = {role: name for role, name in usual.items() if name in table.columns}
    given = {role: name for role in ROLES if stated is not None and (name := getattr(stated, role)) is not None}
    problems = [_missing(table, name) for name in given.values() if name not in table.columns]
    found = usual | given
    for role in NEEDED if not problems else ():
        if role not in found:
            problems.append(Located(table.path, None, None, f"log-no-{role}", {"allowed": list(table.columns)}))
    if problems:
        raise InputError(problems)
    return {role: found[role] for role in ROLES if role in found}


def named_as_usual(names: Iterable[str]) -> dict[str, str]:
    """Return for each role the column that is called as it usually is, of a table without a standard."""
    by_plain = {_plain(name): name for name in reversed(list(names))}
    return {
        role: by_plain[next(name for name in names if name in by_plain)]
        for role, names in USUAL.items()
        if any(name in by_plain for name in names)
    }


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _missing(table: Table, name: str) -> Located:
    from difflib import get_close_matches

    names = list(table.columns)
    near = get_close_matches(name, names, n=1)
    values = {"name": name, "nearest": near[0] if near else "", "allowed": names}
    return Located(table.path, None, None, "log-column-missing", values)
