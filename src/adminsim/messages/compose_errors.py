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
        "没有可作为组成部分的流程“{given}”：组成部分须是自有环节的流程",
    ),
    "compose-order": (
        "'{given}' is no other chain of this list",
        "“{given}”不是本列表中的另一个流程",
    ),
}
