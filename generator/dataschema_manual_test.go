package generator_test

import (
	"testing"

	"aims/generator/git/gittest"
)

// schemaManual has what every key of the data is about: documents in force, newer
// and gone, approvals in trailers and tags that count and don't, records alone
// and as rows, fields of every type, decisions of every sort.
func schemaManual(t *testing.T) *gittest.Repo {
	t.Helper()
	r := gittest.New(t)
	policy := func(status, text string) string {
		return "---\nkind: policy\nid: POL-1\ntitle: Policy <b>\nstatus: " + status + "\nversion: 1.10\nowner: lead\napprover: lead\neffective: 2026-01-05\nreview-every: 2 weeks\naddresses: [\"5.2\", A.2.2]\n---\n" +
			"[[PRO-1]] [[A.2.3]] [page](page.md)\n\n## Part\n\n<!-- addresses: A.7.4, 6.1.2 -->\n\n" + text + "\n"
	}
	r.Commit("Begin", "aims.yaml", schemaRules, "content/index.md", "# Home\n\n[[POL-1]]\n", "content/page.md", "# Page\n\n[[POL-1]]\n",
		"content/a.md", policy("draft", "One."), "content/b.md", "---\nkind: procedure\nid: PRO-1\ntitle: Procedure\n---\n[[POL-1]]\n",
		"content/gone.md", "---\nkind: guideline\nid: GDL-1\ntitle: Gone\n---\n")
	r.Commit("Approve\n\nApproved-by: Ben Builder <ben@example.org>\nApproved-by: Eve <eve@example.org>", "content/a.md", policy("approved", "Two."))
	r.Branch("more", "HEAD")
	r.Commit("Records", "content/soa.md", schemaStatement, "content/risks.md", schemaRisks, "content/card.md", schemaCard, "content/sys.md", schemaSystem, "content/nc.md", schemaFinding, "content/ia.md", schemaAssessment)
	r.Commit("Records, again", "content/obj.md", schemaObjective)
	r.Checkout("main")
	r.Merge("Merge records", "more")
	r.Git("mv", "content/b.md", "content/c.md")
	r.Git("rm", "-q", "content/gone.md")
	r.Record("Move and remove")
	r.Git("tag", "-a", "-m", "Approved: POL-1@"+r.Git("rev-parse", "HEAD:content/a.md"), "approval/1")
	r.Commit("A new draft", "content/a.md", policy("draft", "Three."))
	return r
}

const schemaRules = `
title: Manual
people:
  ada: {name: Ada Author, emails: [ada@example.org]}
  ben: {name: Ben Builder, emails: [ben@example.org]}
  cy: {name: Cy, emails: [cy@example.org]}
roles:
  lead: {title: Lead, people: [cy], deputies: [ben], approves: [policy, soa]}
kinds:
  risk: {fields: {insurer: {type: text, label: Insured by, help: who pays}}}
  model-card:
    record: true
    prefix: MOD
    fields:
      accuracy: number
      stage: {type: choice, list: true, choices: [trial, use], required: true}
      proof: evidence
      watch: {type: interval, help: how often}
`

const schemaStatement = `---
kind: soa
id: SOA-1
title: Statement
owner: lead
controls:
  A.2.2: {applicable: true, reason: [risk, legal, impact], risks: [RSK-1], impacts: [IA-1], state: implemented, implemented-by: ["POL-1#part"], evidence: [MOD-1]}
  A.7.4: {applicable: true, reason: [practice], state: planned, due: 2027-01-01, except: [{system: SYS-1, justification: Bought}]}
  A.10.4: {applicable: false, justification: No customers}
  X.1: {applicable: true, reason: [contract], state: none}
---
`

const schemaRisks = `---
kind: risk
id: RSK-LIST
title: Risks
owner: lead
records:
  - {id: RSK-1, title: Fire, date: 2026-01-01, state: open, level: high, insurer: "<Half> of it", systems: [SYS-1], controls: [A.7.4], due: 2026-03-01}
  - {id: RSK-2, title: Flood, level: low}
---
`

const schemaAssessment = `---
kind: impact-assessment
id: IA-1
title: Impact
date: 2026-01-01
system: SYS-1
impact-on-individuals: Delay
impact-on-groups: None known
impact-on-society: None known
---
`

const schemaCard = `---
kind: model-card
id: MOD-1
title: Ranker
status: approved
date: 2026-01-01
state: in use
owner: lead
accuracy: -0.50
stage: [trial, use]
proof: {location: https://files.example.org/1, sha256: 79f076abdd19a752db7267bfff2f9022161d120dea919fdaca2ffdfc24ca8c96, date: 2026-01-01, review-every: 12 months, note: kept}
watch: 90 days
---
`

const schemaSystem = "---\nkind: ai-system\nid: SYS-1\ntitle: System\npurpose: Sorts\nstage: deployment\nevidence: [MOD-1, {location: shelf}]\naddresses: [A.6.2.5]\n---\n"

const schemaFinding = "---\nkind: nonconformity\nid: NC-1\ntitle: No log\ngrade: minor\nagainst: [\"8.1\"]\n---\n"

const schemaObjective = "---\nkind: objective\nid: OBJ-1\ntitle: Fewer\nmeasure: Number\ntarget: none\nmeasurements: [{date: 2026-01-01, value: 1.40, note: first}, {date: 2026-02-01, value: 1}]\n---\n"
