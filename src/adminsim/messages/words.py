"""Headings, labels, verdicts and notices: code -> (English, Chinese)."""

from adminsim.messages.chain_words import CHAIN_WORDS
from adminsim.messages.filing import together
from adminsim.messages.reform_words import REFORM_WORDS

_NUMBERS = {
    "number-open": ("not done", "未办结"),
}

_RESULT = {
    "result-design": (
        "{replications} simulated years, seed {seed}, intervals of {confidence}",
        "模拟 {replications} 个年份，种子 {seed}，区间置信度 {confidence}",
    ),
    "result-transient": (
        "Transient: a department is overloaded, so the figures depend on how long the run lasts",
        "非稳态：有部门超负荷，结果取决于模拟时长",
    ),
    "result-before": ("before", "改革前"),
    "result-after": ("after", "改革后"),
    "result-cut": ("cut", "减少"),
    "result-cut-share": ("cut in %", "减少比例"),
    "result-elapsed": ("Elapsed, days", "全程用时（自然日）"),
    "result-agency": ("Agency, working days", "审批计时（工作日）"),
    "result-mean": ("mean", "平均"),
    "result-median": ("median", "中位数"),
    "result-p90": ("P90", "P90（九成办结）"),
    "result-clocks": ("Lived time and clock", "实际用时与计时"),
    "result-clock-ratio": ("days lived per WD", "每工作日实历天数"),
    "result-four": ("Four reductions 四减", "四减"),
    "result-procedures": ("procedures", "减环节（个）"),
    "result-documents": ("documents", "减材料（份）"),
    "result-elapsed-mean": ("time (mean days)", "减时限（天）"),
    "result-visits-in-person": ("visits in person", "减跑动（次）"),
    "result-applications": ("Applications a year", "年办件量（件）"),
    "result-applications-cohort": ("Cases in {days} days", "{days} 天办件量（件）"),
    "result-cases": ("submitted", "收件"),
    "result-approved": ("approved", "办结通过"),
    "result-rejected": ("rejected", "不予许可"),
    "result-unfinished": ("unfinished", "未办结"),
    "engine-too-many": (
        "a run can have {allowed} {what} at the most, but this one can come to {wanted}",
        "一次模拟最多可有{what} {allowed}，本次可能达到 {wanted}",
    ),
    "engine-missing": (
        "the compiled engine needs Numba, which cannot be imported here",
        "快速引擎需要 Numba，但此处无法导入",
    ),
    "engine-too-many-visits": (
        "this run can come to {visits} visits, too many to be told apart within its seconds: shorten the period, or lower"
        " the arrivals or `max_returns`",
        "本次模拟可能有 {visits} 次办理，无法在其时间内逐一编号：请缩短时段，或减少申请量或 `max_returns`",
    ),
    "engine-case": ("cases of a chain", "一条流程的办件"),
    "engine-node": ("steps", "步骤"),
    "engine-visit": ("visits of a step by one case", "同一办件对同一步骤的办理次数"),
    "engine-staff": ("people at work at once in a department", "一个部门同时在岗办件的人数"),
    "engine-end": ("seconds", "秒"),
    "result-commitments": ("approved on commitment", "凭承诺批准"),
    "result-given_up": ("given up by the applicant", "申请人放弃"),
    "result-tacit": ("approved by silence, at a limit", "超期默认同意"),
    "result-overdue": ("overdue", "超期"),
    "result-overdue_steps": ("visits of steps past their own limit", "步骤超期（次）"),
    "result-revoked": ("of these revoked", "其中被撤销"),
    "result-slower": (
        "Who loses: {share} of the cases approved both ways are slower than before.",
        "受损情况：两种情形下均通过的办件中，{share} 比改革前更慢。",
    ),
    "result-many-unfinished": (
        "{share} of the applications were still open at the end ({when}): means are marked 'at least' (>=);"
        " a longer `run_out` would tell more.",
        "期末仍有 {share} 的办件未办结（{when}）：平均值标为“至少”（>=）；延长 `run_out` 可得到更准确的结果。",
    ),
    "result-folder": ("Results are in {folder}", "结果见 {folder}"),
}

_TARGETS = {
    "target-heading": ("Target", "目标"),
    "target-none": ("No target is stated.", "未设定目标。"),
    "target-line": (
        "before {before}   after {after}   required {required}",
        "改革前 {before}   改革后 {after}   要求 {required}",
    ),
    "target-years-of": ("reached in {reached} of {all} years", "{all} 个年份中 {reached} 个达标"),
    "target-within": ("share of cases within {limit}", "{limit}内办结的办件占比"),
    "target-cut": ("cut of the mean time", "平均用时的减幅"),
    "target-fewer": ("cut of {counted} per case", "每件{counted}的减幅"),
    "target-count": ("{counted} per case", "每件{counted}"),
    "target-share": ("share of cases: {measure}", "办件占比：{measure}"),
    "target-direction": ("mean per case: {measure}", "每件平均：{measure}"),
    "target-clock-elapsed": ("elapsed time", "全程用时"),
    "target-clock-agency": ("agency clock", "审批计时"),
    "target-from-accepted": ("from acceptance", "自受理起"),
    "target-from": ("from {point}", "自 {point} 起"),
    "target-until": ("until {point}", "至 {point} 止"),
    "target-complete": ("documents complete", "材料齐全"),
    "target-measure-procedures": ("procedures", "环节数"),
    "target-measure-documents": ("documents", "材料数"),
    "target-measure-visits": ("visits in person", "跑动次数"),
    "target-measure-fees": ("fees, CNY", "收费（元）"),
    "target-measure-approved": ("approved", "通过"),
    "target-measure-without_visit": ("without a visit in person", "无需跑动"),
    "target-measure-elapsed": ("elapsed time, days", "全程用时（天）"),
    "target-measure-agency": ("agency clock, hours", "审批计时（小时）"),
    "target-measure-work": ("staff hours", "人员工时"),
    "target-sum": ("time of each step added up", "各步骤用时相加"),
    "target-open": (
        "undecided when a run ends, on the mean: {before} cases before, {after} after",
        "一次模拟结束时平均尚有未办结件：改革前 {before} 件，改革后 {after} 件",
    ),
    "target-open-undecided": (
        "{before} cases before and {after} after are undecided when a run ends, on the mean, and could turn the verdict:"
        " a longer run_out would tell",
        "一次模拟结束时平均尚有未办结件（改革前 {before} 件，改革后 {after} 件），足以改变结论：延长 run_out 才能定论",
    ),
    "target-given-up": (
        "gave up, which misses a limit: {before} of cases before, {after} after",
        "中途放弃（计为未按时限办结）：改革前占 {before}，改革后占 {after}",
    ),
    "target-reading": (
        "read as {name}: {before} before, {after} after, required {required}: {verdict}",
        "按“{name}”口径：改革前 {before}，改革后 {after}，要求 {required}：{verdict}",
    ),
    "target-turns": (
        "the verdict turns with the reading: {verdict} as {name}, {others}",
        "结论随口径而变：按“{name}”口径{verdict}，{others}",
    ),
    "target-turns-as": ("{verdict} as {name}", "按“{name}”口径{verdict}"),
    "target-reading-as": ("read as {name}", "“{name}”口径"),
    "target-hollow-construction": (
        "met by construction: the figure follows from routes, mix and coverage as the file states them, whatever the"
        " load and the staff",
        "由设定直接得出：该数值取决于文件所列的流程、类型占比和覆盖范围，与业务量和人员无关",
    ),
    "target-hollow-no_figure": (
        "no figure is stated: any change in this direction meets it",
        "目标未给出数值：只要朝该方向变化即为达到",
    ),
    "target-deleted-handover": (
        "rests on hand-overs that reforms deleted: {steps}, {amount} d of a case's time before and none after",
        "结论依赖改革取消的流转时间：{steps}，改革前每件 {amount} 天，改革后为零",
    ),
    "target-deleted-return": (
        "rests on returns for correction that reforms deleted: {steps}, {amount} d of a case's time before and none after",
        "结论依赖改革取消的退回补正：{steps}，改革前每件 {amount} 天，改革后为零",
    ),
    "target-deleted-refusal": (
        "rests on refusals that reforms deleted: {steps}, where up to {amount} of cases were refused before",
        "结论依赖改革取消的不予许可：{steps}，改革前至多 {amount} 的办件在此不予许可",
    ),
    "target-lower": ("lower", "下降"),
    "target-higher": ("higher", "上升"),
    "verdict-met": ("MET", "达到"),
    "verdict-missed": ("MISSED", "未达到"),
    "verdict-undecided": ("UNDECIDED", "尚无定论"),
    "verdict-legend": (
        "Met or missed where the whole interval [ ] lies on that side of what is required, else undecided.",
        "区间 [ ] 全部在要求的一侧时，结论为“达到”或“未达到”；否则为“尚无定论”。",
    ),
}

_DEPARTMENTS = {
    "department-heading": ("Department", "部门"),
    "department-utilisation": ("busy", "利用率"),
    "department-load": ("offered load", "负荷率"),
    "department-busiest-line": (
        "Busiest before: {before} ({before_share}); after: {after} ({after_share}).",
        "最忙部门：改革前为{before}（{before_share}），改革后为{after}（{after_share}）。",
    ),
    "department-overloaded": (
        "{department} is overloaded{when}: offered load {load}, {staff} more staff needed; the backlog grows"
        " by about {growth} files a month.",
        "{department}超负荷{when}：负荷率 {load}，缺 {staff} 人；积压每月约增加 {growth} 件。",
    ),
    "department-skilled": ("{department} ({skills})", "{department}（{skills}）"),
    "department-overtime": (
        "{department} works after its shifts, since what is begun is finished: {before} h of overtime before, {after} h"
        " after.",
        "{department}有班次结束后的加班（已开始的办完为止）：改革前 {before} 小时，改革后 {after} 小时。",
    ),
    "department-leaves": (
        "{department}{when} is asked for {load} of what it can do, and settles: about {share} of its files leave the queue,"
        " as applicants give up or silence approves.",
        "{department}{when}的负荷率为 {load}，但队列会稳定：约 {share} 的办件离开队列（申请人放弃，或视为同意）。",
    ),
    "department-overloaded-when": (" ({when})", "（{when}）"),
    "department-transient": (
        "The run goes on as a transient: queues never settle, and its figures depend on how long it lasts.",
        "模拟按非稳态继续：队列不会稳定，结果取决于模拟时长。",
    ),
}

_FIGURES = {
    "figure-cycle-time": ("{chain}: from application to decision", "{chain}：从申请到办结"),
    "figure-elapsed-days": ("Elapsed time, calendar days", "全程用时（自然日）"),
    "figure-share": ("Share of approved cases per day", "每日办结占比"),
    "figure-share-of-days": ("Share of approved cases per {days} days", "每 {days} 日办结占比"),
    "figure-mean": ("{when}: mean {value} d", "{when}：平均 {value} 天"),
    "figure-agency-days": ("Agency clock, working days (WD)", "审批计时（工作日）"),
    "figure-quantiles": (
        "Agency clock: bar from median to P95, tick at P90, dot at the mean",
        "审批计时：横条为中位数至 P95，竖线为 P90，圆点为平均值",
    ),
    "figure-target": ("target {limit}", "目标 {limit}"),
    "figure-utilisation": ("How busy the departments are", "各部门忙闲程度"),
    "figure-utilisation-share": ("Working time in use", "工作时间利用率"),
    "figure-load": ("offered load", "负荷率"),
    "figure-capacity": ("capacity", "能力上限"),
    "figure-time": ("{chain}: where the time goes", "{chain}：时间花在哪里"),
    "scale-days": ("days", "天"),
    "scale-hours": ("hours", "小时"),
    "figure-time-axis": ("Mean {unit} on the critical way of an approved case", "办结件关键路径上的平均用时（{unit}）"),
    "figure-total": ("{when}: {value} {unit}", "{when}：{value} {unit}"),
    "figure-other": ("other steps ({count})", "其他步骤（{count} 个）"),
    "figure-step": ("step {number}", "步骤 {number}"),
    "figure-chain": ("chain {number}", "流程 {number}"),
    "figure-department": ("department {number}", "部门 {number}"),
    "figure-no-chinese-font": (
        "No Chinese font is installed: figures are labelled in English (on Debian: apt install fonts-noto-cjk).",
        "未安装中文字体：图中文字用英文标注（Debian 可执行 apt install fonts-noto-cjk）。",
    ),
    "target-in-the-way": ("in the way: {steps}", "症结：{steps}"),
    "target-obstacle": ("{step}{who} ({part}) {time}", "{step}{who}（{part}）{time}"),
    "part-handover": ("hand-over", "流转交接"),
    "part-queue": ("queue", "排队"),
    "part-closed": ("office closed", "非办公时间"),
    "part-work": ("work", "办理"),
    "part-session": ("meeting", "会议"),
    "part-announcement": ("announcement", "公示公告"),
    "part-third_party": ("third party", "第三方"),
    "part-applicant": ("applicant", "申请人"),
}

_REMARKS = {
    "remark-no-effect": (
        "reform '{reform}' changes nothing here: what it names is gone or already so",
        "改革措施“{reform}”在此不起作用：所指步骤已不存在或本已如此",
    ),
}

WORDS: dict[str, tuple[str, str]] = together(
    _NUMBERS, _RESULT, _TARGETS, _DEPARTMENTS, _FIGURES, _REMARKS, CHAIN_WORDS, REFORM_WORDS
)
