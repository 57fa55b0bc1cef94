"""One example for each reform, as it is written in a scenario."""

EXAMPLES: dict[str, str] = {
    "parallel_approval": """\
- reform: parallel_approval
  steps: [planning_review, fire_review, environment_review]
  source: weihai-2018/2
""",
    "tolerate_missing_documents": """\
- reform: tolerate_missing_documents
  intakes: [registration_intake]
  promise: 10 WD
  on_broken_promise: return
""",
    "one_window_intake": """\
- reform: one_window_intake
  steps: [registration_intake, tax_intake]
  department: window
  staff: {market_regulation: 2, tax: 1}
  speed: {value: 0.9, range: [0.8, 1.0], source: assumption}
""",
    "notify_once": """\
- reform: notify_once
  intakes: all
  from: 2018-09-01
""",
    "drop_steps": """\
- reform: drop_steps
  steps: [name_intake, name_review]
  coverage: {types: [ordinary]}
""",
    "merge_steps": """\
- reform: merge_steps
  steps: [examination, approval]
  into: review
  work: {lognormal: {mean: 50 min, cv: 0.5}, source: assumption}
""",
    "online": """\
- reform: online
  steps: all
  coverage: {share: {value: 0.6, range: [0.3, 0.9], source: assumption}}
""",
    "staffing": """\
- reform: staffing
  department: tax
  add: 2
  from: 2018-09-01
""",
}
"""By the word that a file uses."""
