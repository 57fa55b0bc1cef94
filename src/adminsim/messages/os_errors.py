"""Why the operating system refuses something: code -> (English, Chinese)."""

OS_ERRORS: dict[str, tuple[str, str]] = {
    "os-ENOSPC": ("the disk is full", "磁盘已满"),
    "os-EDQUOT": ("the quota of the disk is used up", "磁盘配额已用完"),
    "os-EFBIG": ("the file would be too large", "文件过大"),
    "os-EACCES": ("permission is denied", "没有权限"),
    "os-EPERM": ("it is not permitted", "不允许此操作"),
    "os-EROFS": ("the disk is read-only", "磁盘为只读"),
    "os-ENOENT": ("there is no such file or folder", "没有这个文件或文件夹"),
    "os-ENOTDIR": ("a part of the path is a file, not a folder", "路径中有一部分是文件而不是文件夹"),
    "os-EISDIR": ("it is a folder, not a file", "这是文件夹，不是文件"),
    "os-EEXIST": ("it exists already", "已经存在"),
    "os-ENAMETOOLONG": ("the name is too long", "名称太长"),
    "os-ELOOP": ("links go round in a circle", "链接互相循环"),
    "os-EMFILE": ("too many files are open", "打开的文件过多"),
    "os-ENFILE": ("too many files are open", "打开的文件过多"),
    "os-ENOMEM": ("there is not enough memory", "内存不足"),
    "os-EIO": ("the disk cannot be read or written", "磁盘读写出错"),
}
