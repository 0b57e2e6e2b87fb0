package history

import (
	"strings"
)

// Person is somebody whom git names.
type Person struct {
	Name  string
	Email string
}

// Mailmap maps names and addresses to those that should be shown
// (gitmailmap(5)). Its zero value maps nothing. It is for display: who is
// entitled to something is decided by what the commit itself says.
type Mailmap struct {
	byEmail map[string]*mapping // lower-case address of the commit
}

// mapping is what one address of commits maps to, for any name or for one.
type mapping struct {
	to     Person            // empty fields keep what the commit says
	byName map[string]Person // lower-case name of the commit
}

// ParseMailmap reads a .mailmap file. A line that isn't understood maps
// nothing, as with git.
func ParseMailmap(src []byte) Mailmap {
	m := Mailmap{byEmail: map[string]*mapping{}}
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, email, rest, ok := identity(line)
		if !ok || email == "" {
			continue
		}
		oldName, oldEmail, _, two := identity(rest)
		to := Person{name, email}
		if !two {
			oldName, oldEmail, to.Email = "", email, ""
		}
		m.add(oldName, oldEmail, to)
	}
	return m
}

// identity reads "Name <email>" from the beginning of a line.
func identity(line string) (name, email, rest string, ok bool) {
	before, after, found := strings.Cut(line, "<")
	if !found {
		return "", "", "", false
	}
	email, rest, found = strings.Cut(after, ">")
	return strings.Trim(before, space), email, rest, found
}

func (m Mailmap) add(oldName, oldEmail string, to Person) {
	key := strings.ToLower(oldEmail)
	x := m.byEmail[key]
	if x == nil {
		x = &mapping{byName: map[string]Person{}}
		m.byEmail[key] = x
	}
	if oldName != "" {
		x.byName[strings.ToLower(oldName)] = to
		return
	}
	if to.Name != "" {
		x.to.Name = to.Name
	}
	if to.Email != "" {
		x.to.Email = to.Email
	}
}

// Shown returns the name and address to show for somebody whom a commit names.
func (m Mailmap) Shown(p Person) Person {
	x := m.byEmail[strings.ToLower(p.Email)]
	if x == nil {
		return p
	}
	to, named := x.byName[strings.ToLower(p.Name)]
	if !named {
		to = x.to
	}
	if to.Name != "" {
		p.Name = to.Name
	}
	if to.Email != "" {
		p.Email = to.Email
	}
	return p
}
