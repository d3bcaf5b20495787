package handlers

import (
	"context"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
)

// chooseEscalation has the liaisons told so long before the deadline, or not at all. A button without a lead means at the deadline.
func (c *composing) chooseEscalation(args []string, on bool) error {
	lead := time.Duration(0)
	if len(args) > 1 {
		read, err := time.ParseDuration(args[0])
		if err != nil {
			return alliance.Errorf(alliance.Invalid, "broadcast button: time before the deadline")
		}
		lead = read
	}
	chosen, err := c.draft.Dispatch.Escalated(lead)
	if err != nil {
		return err
	}
	if !on {
		chosen = chosen.Unescalated()
	}
	c.draft.Dispatch = chosen
	c.turnTo(render.PageDeadline)
	c.hasty()
	return nil
}

// escalate has the liaisons told who has not confirmed, where that is wanted.
func (c *composing) escalate(ctx context.Context, begun alliance.Dispatch) error {
	if !begun.Escalate {
		return nil
	}
	_, err := c.Dispatches.Begin(ctx, begun.OutstandingMemo())
	return err
}
