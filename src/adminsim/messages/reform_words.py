"""What is said about the policy vocabulary: code -> (English, Chinese).

English descriptions are those of the reforms themselves, in docstrings and fields; here is their Chinese.
"""

from adminsim.messages.capacity_words import CAPACITY_CHINESE
from adminsim.messages.limit_words import LIMIT_CHINESE
from adminsim.messages.route_words import ROUTE_CHINESE

REFORM_WORDS: dict[str, tuple[str, str]] = {
    "reform-heading-kind": ("reform", "写法"),
    "reform-heading-term": ("in words", "名称"),
    "reform-heading-about": ("what it does", "作用"),
    "reform-parameters": ("Parameters", "参数"),
    "reform-common": ("Common to all reforms", "通用参数"),
    "reform-parameter": ("parameter", "参数"),
    "reform-type": ("written as", "写法"),
    "reform-default": ("default", "缺省"),
    "reform-meaning": ("meaning", "含义"),
    "reform-required": ("required", "必填"),
    "reform-example": ("Example, in a scenario's `reforms`", "示例（写在方案的 `reforms` 中）"),
    "reform-more": ("More on one of them: adminsim reforms NAME", "查看某一项：adminsim reforms 名称"),
    "type-text": ("text", "文字"),
    "type-integer": ("whole number", "整数"),
    "type-number": ("number", "数"),
    "type-boolean": ("true or false", "true 或 false"),
    "type-date": ("date", "日期"),
    "type-list": ("list of {item}", "{item}的列表"),
    "type-map": ("map of name to {item}", "名称到{item}的映射"),
    "type-or": (" or ", " 或 "),
    "type-duration": ("duration", "时长或分布"),
    "type-length": ("time, such as 10 WD", "时间，如 10 WD"),
    "type-coverage": ("share, or {{share, types}}", "比例，或 {{share, types}}"),
    "type-label": ("text, or {{en, zh}}", "文字，或 {{en, zh}}"),
}

_ABOUT = {
    "reform-about-parallel_approval": (
        "按惯例先后办理的环节改为同时办理，法定或逻辑上的先后保留；被选环节与其他环节的先后不变。"
        "前提是材料可以同时在多个部门流转。代价是：某部门不予批准时，其他部门的工作已经付出，而依次办理本可省去。"
    ),
    "reform-about-tolerate_missing_documents": (
        "非关键材料暂缺也予受理，申请人承诺限期补交；审查与补交同时进行，两者都完成才能作出决定。"
        "逾期未补，退回一次或不予批准。前提是缺少这些材料也能审查；若缺的是关键材料，或补交比审查更久，则收效有限。"
    ),
    "reform-about-one_window_intake": (
        "多个部门的收件合并到一个窗口：一次提交、一次核对、只跑一次，共用材料只交一份。"
        "窗口取代第一个收件环节，人员从各部门抽调，按跨岗熟练程度工作。窗口对新业务较慢时，可能成为瓶颈。"
    ),
    "reform-about-notify_once": (
        "缺少的材料一次告知（行政许可法第三十二条），不再逐次退回；告知晚于法定期限的，视为收到材料之日即已受理。前提是工作人员第一次就能看出全部缺项。"
    ),
    "reform-about-drop_steps": (
        "取消不再需要的环节；其前后环节直接相连，取两段先后关系中较弱的一种。前提是原有的把关无须他人接手。"
    ),
    "reform-about-merge_steps": (
        "几个环节合并为一个，继承全部外部先后关系；任一部分会退回或不予批准时，合并环节同样如此，补正取最长的一项。"
        "工作量按写明的计，否则为各部分之和：合并省下的是排队、跑动和流转，不是工作量。"
    ),
    "reform-about-online": (
        "环节在网上办理：不用到场，随时可以提交，没有流转时间。前提是网上件与窗口件同队办理；办理本身不会因此变快。"
    ),
    "reform-about-staffing": (
        "部门增加或减少人员，或定为某一人数：整人计，自起始日起，对所有办件有效。前提是新人与老人一样快。"
    ),
}

_FIELDS = {
    "reform-field-name": "名称；同一种措施用两次时必填，缺省为措施的写法。",
    "reform-field-label": "显示名称。",
    "reform-field-enabled": "开关：false 表示不实施。",
    "reform-field-from": "实施首日；流程类措施按提交日期计。",
    "reform-field-source": "依据的政策编号。",
    "reform-field-note": "备注。",
    "reform-field-chain": "所改的流程；不写则为含有所列环节的全部流程。",
    "reform-field-coverage": "适用的办件比例或类型；缺省为全部。",
    "reform-field-phases": "后续阶段（如先试点、后全市推开）：各有起始日和适用范围，取代前一阶段。",
    "reform-field-parallel_approval-steps": "所选环节；`all` 为收件和决定以外的全部环节。",
    "reform-field-tolerate_missing_documents-intakes": "所选收件环节，或 `all`。",
    "reform-field-tolerate_missing_documents-promise": ("承诺补交的期限，自受理起，整天数，到最后一日 24:00 止。"),
    "reform-field-tolerate_missing_documents-on_broken_promise": ("逾期未补的后果：return 退回，reject 不予批准。"),
    "reform-field-one_window_intake-steps": "合并的收件环节。",
    "reform-field-one_window_intake-into": "取而代之的环节名。",
    "reform-field-one_window_intake-department": "新部门（窗口）的名称。",
    "reform-field-one_window_intake-staff": "各部门抽调到窗口的人数；不写则为只做收件的部门的全部人员。",
    "reform-field-one_window_intake-speed": "窗口的速度：1 为与专办人员一样快。",
    "reform-field-one_window_intake-share": "窗口人员用于这些办件的时间占比。",
    "reform-field-one_window_intake-calendar": "窗口的办公时间；缺省为机关工作时间。",
    "reform-field-one_window_intake-work": "一次核对的用时；不写则为各收件用时之和。",
    "reform-field-one_window_intake-procedure": "所属事项；不写则同第一部分。",
    "reform-field-notify_once-within": "应当告知的期限，以日计。",
    "reform-field-notify_once-intakes": "所选收件环节，或 `all`。",
    "reform-field-drop_steps-steps": "不再需要的环节。",
    "reform-field-merge_steps-steps": "合并的环节（须由人员办理）。",
    "reform-field-merge_steps-into": "合并后的环节名。",
    "reform-field-merge_steps-department": "由谁办理；各部分属于不同部门时必填。",
    "reform-field-merge_steps-work": "办理一次的用时；不写则为各部分之和。",
    "reform-field-merge_steps-procedure": "所属事项；不写则同第一部分。",
    "reform-field-online-steps": "网上办理的环节，或 `all`。",
    "reform-field-staffing-department": "部门。",
    "reform-field-staffing-add": "增加几人（负数为减少）；与 `staff` 二者取一。",
    "reform-field-staffing-staff": "此后共有几人；与 `add` 二者取一。",
}

REFORM_CHINESE: dict[str, str] = {**_ABOUT, **_FIELDS, **CAPACITY_CHINESE, **ROUTE_CHINESE, **LIMIT_CHINESE}
"""The Chinese of what docstrings and fields say in English: `reform-about-<kind>`, `reform-field-...`."""
