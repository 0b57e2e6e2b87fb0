package export

import (
	"time"

	"aims/generator/history/evidence"
	"aims/generator/trust"
)

// approval is somebody's statement that a text is approved, whether or not it
// counts.
type approval struct {
	Person    approver   `json:"person"`
	Role      *string    `json:"role"` // id of the role that entitles the person
	For       *string    `json:"for"`  // title of the role for whose holder a deputy acts
	Meaning   string     `json:"meaning"`
	Entitled  bool       `json:"entitled"`
	Counts    bool       `json:"counts"`
	How       *string    `json:"how"`
	Reason    string     `json:"reason"` // why it doesn't count, or how it is known
	Carrier   string     `json:"carrier"`
	Commit    *string    `json:"commit"` // that carries it, or that the tag names
	Tag       *string    `json:"tag"`
	Maker     person     `json:"maker"`    // of the carrier
	Recorder  bool       `json:"recorder"` // the maker wrote down what the person said elsewhere
	When      *string    `json:"when"`     // of the carrier
	Late      int        `json:"late"`     // whole days after the landing
	Signature *signature `json:"signature"`
}

// approver is a person as the carrier names them.
type approver struct {
	ID *string `json:"id"` // under people of aims.yaml, by the rules of then
	person
}

// signature is that of a carrier by the keys of its time and by those of now;
// null where there is none.
type signature struct {
	Then worth `json:"then"`
	Now  worth `json:"now"`
}

type worth struct {
	State  string  `json:"state"`
	Kind   *string `json:"kind"`
	Key    *string `json:"key"` // fingerprint
	Reason string  `json:"reason"`
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
