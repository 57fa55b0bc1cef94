"""Results folders: what is said of writing them, and of holding them against a new run."""

from adminsim.messages.filing import together

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

RESULTS_WORDS: dict[str, tuple[str, str]] = together(_FOLDERS, _VERIFYING)
