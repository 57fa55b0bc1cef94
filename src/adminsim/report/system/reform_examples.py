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
    "shared_assessment": """\
- reform: shared_assessment
  steps: [geology_assessment, flood_assessment]
  coverage: {share: {value: 0.4, range: [0.2, 0.6], source: assumption}}
  source: weihai-2018/6
""",
    "joint_review": """\
- reform: joint_review
  steps: [drawing_review, fire_review, civil_defence_review]
  into: joint_drawing_review
  schedule: {weekdays: [tue, thu], at: "09:30"}
  places: 20
  meeting: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  source: weihai-2018/4
""",
    "commitment": """\
- reform: commitment
  steps: [environment_review, energy_review]
  work: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  check_work: {fixed: {value: 4 h, range: [2 h, 8 h], source: assumption}}
  breaks: {value: 0.03, range: [0.01, 0.1], source: assumption}
  coverage: {types: [filed_project]}
  source: weihai-2018/5
""",
    "straight_through": """\
- reform: straight_through
  steps: all
  coverage: {share: {value: 0.3, range: [0.1, 0.5], source: assumption}, types: [ordinary]}
  source: maoming-2023/43-44
""",
    "share_data": """\
- reform: share_data
  documents: [identity_card, title_certificate]
  fails: {value: 0.05, range: [0.01, 0.2], source: assumption}
  source: weihai-2018/34
""",
    "agents": """\
- reform: agents
  intakes: [registration_intake]
  department: agents
  staff: 3
  work: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  defects: {value: 0.5, range: [0.3, 0.8], source: assumption}
  corrections: {value: 0.7, range: [0.5, 1.0], source: assumption}
  source: weihai-2018/32
""",
    "pre_application": """\
- reform: pre_application
  steps: [demand_survey, scheme_talk]
  source: jiangmen-2023/18
""",
    "early_start": """\
- reform: early_start
  step: construction_permit
  before: [drawing_review]
  confirmation: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  source: maoming-2023/7
""",
    "staged_permit": """\
- reform: staged_permit
  step: construction_permit
  stages:
    - name: foundation
      needs: [works_planning_permit]
      work: {fixed: {value: 3 h, range: [2 h, 4 h], source: assumption}}
      milestone: construction_start
    - name: superstructure
      work: {fixed: {value: 5 h, range: [4 h, 8 h], source: assumption}}
  source: maoming-2023/7
""",
    "online": """\
- reform: online
  steps: all
  coverage: {share: {value: 0.6, range: [0.3, 0.9], source: assumption}}
""",
    "time_limit": """\
- reform: time_limit
  steps: [planning_review, fire_review]
  limit: 5 WD
  on_expiry: approve
  extension: {probability: {value: 0.1, range: [0.0, 0.2], source: assumption}, by: 10 WD}
""",
    "staffing": """\
- reform: staffing
  department: tax
  add: 2
  from: 2018-09-01
""",
    "training": """\
- reform: training
  departments: [tax, seal]
  faster: {value: 1.2, range: [1.0, 1.4], source: assumption}
  from: 2018-09-01
  source: qingyang-2023/3
""",
    "opening_hours": """\
- reform: opening_hours
  departments: [hall]
  hours: {mon-fri: ["09:00-20:00"], sat: ["09:00-12:00"]}
  from: 2018-09-01
""",
    "more_sessions": """\
- reform: more_sessions
  steps: [expert_meeting]
  schedule: {weekdays: [tue, fri], at: "09:30"}
  places: 12
  from: 2018-09-01
""",
    "pool_departments": """\
- reform: pool_departments
  departments: [planning, fire, environment]
  into: approval_bureau
  speed: {value: 0.9, range: [0.8, 1.0], source: assumption}
  source: weihai-2018/31
""",
    "triage": """\
- reform: triage
  coverage: {types: [simple]}
  staff: {market_regulation: 2, tax: 1}
  speed: {value: 1.2, range: [1.0, 1.5], source: assumption}
  source: jiangmen-2023/28
""",
    "green_channel": """\
- reform: green_channel
  coverage: {share: {value: 0.05, range: [0.02, 0.1], source: assumption}}
  departments: [land, tax, real_estate]
  source: maoming-2023/16
""",
}
"""By the word that a file uses."""
