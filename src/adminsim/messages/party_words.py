"""Third parties whom files wait for, as they are mostly named: name -> (English, Chinese).

Files name them as they like; these names are known in both languages, so that a page in Chinese has none in English.
"""

_IN_CHINESE = {
    "bank": "银行",
    "bidders": "投标人",
    "bidders, by tender": "投标人（招标）",
    "consultant": "咨询机构",
    "contractor of the applicant": "申请人的施工单位",
    "customs": "海关",
    "developer": "开发企业",
    "fumigation company": "熏蒸企业",
    "gas company": "供气企业",
    "intermediary": "中介机构",
    "laboratory": "实验室",
    "land resources, by tender": "国土资源部门（招标）",
    "law": "法定期间",
    "machine": "系统自动",
    "natural resources": "自然资源部门",
    "notary": "公证机构",
    "port company": "港口企业",
    "power company": "供电企业",
    "province": "省级部门",
    "public": "公众",
    "registry": "登记机构",
    "river or railway authority": "河道或铁路主管部门",
    "surveyor": "测绘机构",
    "system": "系统",
    "water company": "供水企业",
}
THIRD_PARTIES: dict[str, tuple[str, str]] = {
    "applicant": ("the applicant", "申请人"),
    **{name: (name, chinese) for name, chinese in _IN_CHINESE.items()},
}
