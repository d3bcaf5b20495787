package render

import (
	"errors"
	"fmt"
	"strings"
	"text/template/parse"
)

// markup is text that is Telegram HTML already. Whatever else a template shows is escaped.
type markup string

// escaper covers what Telegram requires (Bot API, "HTML style"), and quotes, so that values may stand in attributes.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes any value fit to be shown. A missing value is an error, so that nobody is ever shown "<no value>".
func escape(value any) (markup, error) {
	switch value := value.(type) {
	case nil:
		return "", errors.New("show value: it is missing")
	case markup:
		return value, nil
	default:
		return markup(escaper.Replace(strings.ToValidUTF8(fmt.Sprint(value), "�"))), nil
	}
}

// escapeOutputs appends escape to every pipeline below list whose value is shown, as html/template does. (That package itself
// knows the HTML of browsers, not Telegram's: it would write entities and strip tags that Telegram does not share.)
func escapeOutputs(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.ActionNode:
			escapePipe(node.Pipe)
		case *parse.IfNode:
			escapeBranch(&node.BranchNode)
		case *parse.RangeNode:
			escapeBranch(&node.BranchNode)
		case *parse.WithNode:
			escapeBranch(&node.BranchNode)
		}
	}
}

func escapeBranch(branch *parse.BranchNode) {
	escapeOutputs(branch.List)
	escapeOutputs(branch.ElseList)
}

func escapePipe(pipe *parse.PipeNode) {
	if len(pipe.Decl) > 0 { // {{$x := …}} shows nothing
		return
	}
	pipe.Cmds = append(pipe.Cmds, &parse.CommandNode{
		NodeType: parse.NodeCommand,
		Pos:      pipe.Pos,
		Args:     []parse.Node{parse.NewIdentifier("escape").SetPos(pipe.Pos)},
	})
}
