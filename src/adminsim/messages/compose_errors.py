"""What is said about chains that are put together from others: code -> (English, Chinese)."""

COMPOSE_ERRORS: dict[str, tuple[str, str]] = {
    "compose-form": (
        "write the chains that make up this one as a list, or as a map to what each comes behind, by `after` or `needs`:"
        " {{startup: {{}}, tax: {{after: [startup]}}}}; this is {given}",
        "请以列表写出所含的流程，或写成映射并用 `after` 或 `needs` 注明各自排在谁之后："
        "{{startup: {{}}, tax: {{after: [startup]}}}}；这里是{given}",
    ),
    "compose-unknown": (
        "there is no chain '{given}' that could be a part: a part is a chain with steps of its own",
        "没有可作为组成部分的流程“{given}”：组成部分须是自有步骤的流程",
    ),
    "compose-of-one": (
        "'{given}' states `{field}`, which holds for it alone and not for what is composed of it: state `{field}` for this"
        " chain too",
        "流程“{given}”写了 `{field}`，只对它自己有效，不能用于由它组成的流程：请为本流程另写 `{field}`",
    ),
    "compose-handovers": (
        "the chains that make up this one have different hand-overs: state `handover` for this chain, or for their steps",
        "所含流程的流转时间不同：请为本流程写明 `handover`，或在各自的步骤上写明",
    ),
    "compose-order": (
        "'{given}' is no other chain of this list",
        "“{given}”不是本列表中的另一个流程",
    ),
    "adjust-unknown": (
        "there is no '{given}' in what is included that could be otherwise here",
        "所含文件中没有可在此另行规定的“{given}”",
    ),
}
