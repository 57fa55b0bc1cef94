"""Clusters: what is said of their workers."""

CLUSTER_WORDS: dict[str, tuple[str, str]] = {
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
