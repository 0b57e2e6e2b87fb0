package export

import (
	"time"

	"aims/generator/history/evidence"
	"aims/generator/trust"
)

// approval is somebody's statement that a text is approved, whether or not it
// counts.
type approval struct {
	Person    approver   `json:"person" doc:"who approves, as the carrier names them"`
	Role      *string    `json:"role" doc:"id of the role that entitles the person; null for none"`
	For       *string    `json:"for" doc:"title of the role for whose holder a deputy acts; null for the holder"`
	Meaning   string     `json:"meaning" is:"meaning"`
	Entitled  bool       `json:"entitled" doc:"by the rules before the change"`
	Counts    bool       `json:"counts" doc:"towards the verdict"`
	How       *string    `json:"how" is:"how"`
	Reason    string     `json:"reason" doc:"why it doesn't count, or how it is known"`
	Carrier   string     `json:"carrier" is:"carrier"`
	Commit    *string    `json:"commit" is:"commit" doc:"that carries the statement, or that the tag names; null for a tag of something else"`
	Tag       *string    `json:"tag" doc:"name of the tag; null for a commit"`
	Maker     person     `json:"maker" doc:"of the carrier: committer, author at a forge, or tagger"`
	Recorder  bool       `json:"recorder" doc:"the maker wrote down what the person said elsewhere"`
	When      *string    `json:"when" is:"instant" doc:"date of the carrier; null where it can't be read"`
	Late      int        `json:"late" is:"count" doc:"whole days after the landing"`
	Signature *signature `json:"signature" doc:"of the carrier; null where it isn't signed"`
}

// approver is a person as the carrier names them.
type approver struct {
	ID *string `json:"id" doc:"under people of aims.yaml, by the rules of then; null for nobody there"`
	person
}

// signature is that of a carrier.
type signature struct {
	Then worth `json:"then" doc:"by the keys in trust/ before the change"`
	Now  worth `json:"now" doc:"by the keys in trust/ of the built commit"`
}

type worth struct {
	State  string  `json:"state" is:"signature"`
	Kind   *string `json:"kind" is:"signature kind"`
	Key    *string `json:"key" doc:"fingerprint: SHA256:… as ssh-keygen shows it, 40 digits as gpg does; null where it can't be told"`
	Reason string  `json:"reason" doc:"why it is not good, or which key made it"`
}

// approvals are the statements of a ruling that approve, in its order.
func approvals(r *evidence.Ruling) []approval {
	list := []approval{}
	for _, s := range r.Statements {
		if s.Meaning == evidence.Approval {
			list = append(list, approvalOf(s))
		}
	}
	return list
}

func approvalOf(s evidence.Statement) approval {
	a := approval{
		Person: approver{optional(s.ID), person(s.Person)}, Role: optional(s.Role), For: optional(s.For),
		Meaning: string(s.Meaning), Entitled: s.Role != "", Counts: s.Counts, How: optional(s.How), Reason: s.Reason,
		Carrier: string(s.Carrier), Tag: optional(s.Tag), Maker: person(s.Maker), Recorder: s.Recorder, Late: s.Late,
	}
	if !s.Commit.IsZero() {
		a.Commit = optional(s.Commit.String())
	}
	if !s.When.IsZero() {
		a.When = optional(s.When.Format(time.RFC3339))
	}
	if s.Seal != nil {
		a.Signature = &signature{worthOf(s.Seal.Then), worthOf(s.Seal.Now)}
	}
	return a
}

func worthOf(r trust.Result) worth {
	return worth{string(r.State), optional(r.Kind), optional(r.Key), r.Reason}
}
