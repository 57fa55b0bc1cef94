"""What is said about reforms of routes beyond the first ones: errors, and the Chinese of their docstrings and fields."""

ROUTE_ERRORS: dict[str, tuple[str, str]] = {
    "compose-form": (
        "write the chains that make up this one as a list, or as a map to what each comes behind, by `after` or `needs`:"
        " {{startup: {{}}, tax: {{after: [startup]}}}}; this is {given}",
        "请以列表写出所含的流程，或写成映射并用 `after` 或 `needs` 注明各自排在谁之后："
        "{{startup: {{}}, tax: {{after: [startup]}}}}；这里是{given}",
    ),
    "compose-unknown": (
        "there is no chain '{given}' that could be a part: a part is a chain with steps of its own",
        "没有可作为组成部分的流程“{given}”：组成部分须是自有环节的流程",
    ),
    "compose-order": (
        "'{given}' is no other chain of this list",
        "“{given}”不是本列表中的另一个流程",
    ),
    "reform-remade-set-twice": (
        "'{other}' and '{reform}' both change what '{names}' is: switch one of them off",
        "“{other}”与“{reform}”都改变了环节“{names}”本身：请关闭其中一项",
    ),
    "reform-name-set-twice": (
        "'{other}' and '{reform}' both make a step called '{names}': give one of them another name",
        "“{other}”与“{reform}”都新设名为“{names}”的环节：请为其中一个另取名称",
    ),
    "reform-department-set-twice": (
        "'{other}' and '{reform}' both make a department called '{names}': give one of them another name",
        "“{other}”与“{reform}”都新设名为“{names}”的部门：请为其中一个另取名称",
    ),
    "reform-not-staffed": (
        "'{given}' is done by no department: name steps that a department does",
        "“{given}”不由任何部门办理：请填由部门办理的环节",
    ),
    "reform-machine-between": (
        "these steps cannot be decided at once: {between} needs the result of one of them and is needed by another;"
        " name it too",
        "这些环节不能即时办结：{between} 依赖其中一个环节的结果，又是另一个环节的前提；请一并列出",
    ),
    "reform-unknown-document": ("there is no document '{given}'", "没有名为“{given}”的材料"),
    "reform-agents-staff": (
        "there is no department '{given}': say by `staff` how many agents it has, or name a department that there is",
        "没有名为“{given}”的部门：请用 `staff` 写明帮办人数，或填已有的部门",
    ),
    "reform-unknown-milestone": (
        "the chain has no milestone '{given}': name it under `milestones` of the baseline",
        "该审批链没有节点“{given}”：请在基线的 `milestones` 下列出",
    ),
    "reform-milestone-set-twice": (
        "'{other}' and '{reform}' both say when the milestone '{names}' is reached: switch one of them off",
        "“{other}”与“{reform}”都规定了节点“{names}”何时达到：请关闭其中一项",
    ),
    "reform-ahead-of-itself": (
        "'{given}' takes the application in or decides it: it cannot come before the application",
        "“{given}”是收件或决定环节：不能在申请之前办理",
    ),
    "reform-no-prerequisite": (
        "'{given}' does not come directly before '{step}'",
        "“{given}”不是“{step}”的直接前置环节",
    ),
    "reform-stage-needs": (
        "'{step}' does not wait for '{given}', so none of its stages can",
        "“{step}”并不以“{given}”为前置，其各阶段也不能",
    ),
    "reform-stage-opens": (
        "'{given}' does not wait for '{step}', so no stage of it can open it",
        "“{given}”并不等待“{step}”，其任何阶段都无从放行",
    ),
    "reform-joint-meeting": (
        "a joint review in sessions needs `schedule` and `meeting`, one without sessions neither, nor `places`",
        "以会议方式联审须同时写明 `schedule` 和 `meeting`；不开会则两者及 `places` 均不写",
    ),
    "reform-joint-needs": (
        "'{step}' needs the result of '{before}': they cannot be reviewed together",
        "“{step}”须以“{before}”的结果为前提：两者不能联合审查",
    ),
}

_ABOUT = {
    "reform-about-shared_assessment": (
        "区域内统一做过的评估，入区项目不再各自重做：所列环节对适用的办件（按比例或类型）不再需要，其前后环节直接相连。"
        "只惠及区域内的项目，区域外的仍须自做。前提是项目申报时区域评估已经完成且有效；区域评估本身的费用不计。"
        "项目与评估时的条件不符、仍须单独评估的，收效会被高估。"
    ),
    "reform-about-joint_review": (
        "几个部门的审查一起做，对申请人只出一个结果。各项前提齐备后统一启动：即时启动，或按写明的会期在会上启动。"
        "各部门各做各的工作，最后一家完成时出结果；任一部门会退回或不予批准的，结果同样如此；补正只有一轮，取最长的一项，"
        "补正后全部审查从统一启动处重做。原先等其中任一结果的环节，改为等联审结果。须到场的只跑一次。"
        "省下的是流转、跑动和先后多轮补正，不是工作量。最慢的部门会拖住全部；常退回的部门会使其他部门重审；会期稀少时收效有限。"
    ),
    "reform-about-commitment": (
        "凭申请人书面承诺即予批准，事后核查（优化营商环境条例推行的做法）：行政机关告知条件，申请人书面承诺符合。"
        "所列审查变为形式核对，不退回、不否决；决定之后由原部门或另一部门核查，不耽误申请人，但占用人力。"
        "一部分承诺经核查不实，批准被撤销；撤销单独计数，已用的时间不变。工作多半是移到决定之后，除非核查比原审查短。"
        "不作承诺的（按适用范围）仍走原路。本会被否决的申请人同样会作承诺并获批，到核查才被发现。"
        "核查在决定之后积压、或低估了失信比例时，效果会显得比实际好。"
    ),
    "reform-about-straight_through": (
        "由机器即时审批：所列环节（或全部环节）合为一次不耗时的决定。机器用共享数据核对申请并予以批准，不收材料、不跑动、不占人力；"
        "这些环节原先要求申请人做的，包括等待和补正，一并取消。适用于机器能办的那部分办件（按比例或类型），"
        "其余仍走原路，所在部门的工作随之减少。前提是机器只批准人工也会批准的，适用的办件因而不会被退回或否决。"
        "若机器接手的简单件本来就费时不多，效果会被高估。"
    ),
    "reform-about-share_data": (
        "其他机关核发的材料由办理机关向其调取，不再要申请人提交（优化营商环境条例要求能共享的不得另行索要）。"
        "所列材料（或全部由申请人以外者出具的材料）各收件环节不再收取：提交的材料减少，也不会缺失。"
        "前提是调取不费时、取到的无误。对一部分申请人调取失败的，照旧全部提交纸质材料。数据不全或滞后时收效有限，可调高 `fails` 查看。"
    ),
    "reform-about-agents": (
        "帮办人员帮申请人准备材料：缺陷减少、补正加快，代价是人力。每个所选收件环节之前由帮办人员先办理；"
        "该处收取的材料缺失率降低、取得更快，全程的补正用时缩短。帮办人员自成一个部门，或由已有部门兼办。"
        "其用时不计入法定时限（时限自申请起算），但申请人实际经历。前提是适用的申请人都使用帮办，材料只准备一次。"
        "帮办人员太少时，先要排队等帮办。"
    ),
    "reform-about-pre_application": (
        "环节在申请人申请之前就做完（提前获知、提前服务），谁也不用再等。由人员办理的环节和会议仍占用原有的人力和席位"
        "（本模型从提交之日起计），但任何环节和决定都不等它们；等待类环节取消。它们不再计入法定时限。"
        "原先会退回的，在无人等待时补正；不会被否决，因为本会被否决的已先改好或不来申请。"
        "这只是把时间移到计时之外：申请人照样经历这些环节，只是更早，结果中会写明。前提是需求能提前足够久获知。"
    ),
    "reform-about-early_start": (
        "审查不等所列前置环节结束就开始，待其结束后只作确认（提前介入）。该环节分为两段：审查本身工作量不变，"
        "不再等所列前置环节，而等这些环节原先所等的；确认用时较短，等两者齐备，退回或否决与原审查相同，退回后须重新审查。"
        "前提是可以先看草稿，且后来的正式材料与之一致；草稿有变而白做的工作不计，效果会显得比实际好。"
    ),
    "reform-about-staged_permit": (
        "许可分阶段核发，各阶段有各自的前置条件（如施工许可分基坑、地下室、主体）。每一阶段等上一阶段，"
        "以及整个许可所需条件中属于自己的部分，工作量按写明的计；所列后续环节可在前面的阶段之后开始。"
        "最后阶段代表整个许可：等全部条件，收取其材料和费用，退回或否决与原许可相同。各阶段算一个事项。"
        "前提是前面的阶段可以单独判断且不会收回。最后阶段常退回时效果会被高估：已开工部分的停工或返工不计。"
    ),
}

_FIELDS = {
    "reform-field-shared_assessment-steps": "不再需要的环节。",
    "reform-field-joint_review-steps": "一起审查的环节；彼此不得以对方结果为前提。",
    "reform-field-joint_review-into": "联审结果的环节名；统一启动的环节名为其后加 `+start`。",
    "reform-field-joint_review-schedule": "开会时间；不写则随时启动。",
    "reform-field-joint_review-places": "每次会议最多几件；不写则不限。",
    "reform-field-joint_review-meeting": "每件在会上的时间；写了会期则必填；各部门自己的工作在会后。",
    "reform-field-commitment-steps": "改为形式核对的审查。",
    "reform-field-commitment-work": "形式核对的用时：收下承诺并看一遍。",
    "reform-field-commitment-handover": "形式核对之前的流转时间：窗口当场办理则为零；不写则同原审查。",
    "reform-field-commitment-check_work": "决定之后核查的用时；不写则同原审查。",
    "reform-field-commitment-check_department": "由谁核查；不写则为原审查部门。",
    "reform-field-commitment-breaks": "被核查的承诺中不实的比例：批准被撤销。",
    "reform-field-straight_through-steps": "由机器决定的环节，或 `all`。",
    "reform-field-straight_through-into": "机器决定的环节名。",
    "reform-field-straight_through-procedure": "所属事项；不写则取第一个有事项的环节。",
    "reform-field-share_data-documents": "调取的材料；`all` 为写明出具者且出具者不是 `applicant` 的全部材料。",
    "reform-field-share_data-fails": "调取失败、仍须提交纸质材料的申请人比例（占适用者）。",
    "reform-field-agents-intakes": "所选收件环节，或 `all`。",
    "reform-field-agents-department": "由谁帮办：写了 `staff` 则为新部门，否则为已有部门。",
    "reform-field-agents-staff": "新部门的帮办人数；不写则用已有部门的人员。",
    "reform-field-agents-calendar": "新部门的办公时间；缺省为机关工作时间。",
    "reform-field-agents-work": "帮办一件的用时。",
    "reform-field-agents-defects": "材料缺失或有误的概率乘以此数：0.5 即减半。",
    "reform-field-agents-corrections": "申请人取得材料、补正的用时乘以此数：0.5 即减半。",
    "reform-field-pre_application-steps": "提前办理的环节；不得是收件或决定。",
    "reform-field-early_start-step": "提前开始的审查。",
    "reform-field-early_start-before": "不再等待的前置环节：须直接在其之前。",
    "reform-field-early_start-confirmation": "前置环节齐备后确认的用时。",
    "reform-field-staged_permit-step": "该许可。",
    "reform-field-staged_permit-stages": "各阶段，按先后；最后一个完成整个许可。",
    "reform-field-joint_review-procedure": "所属事项；不写则取第一个有事项的审查。",
}

ROUTE_CHINESE: dict[str, str] = {**_ABOUT, **_FIELDS}
"""By `reform-about-<kind>` and `reform-field-...`."""
