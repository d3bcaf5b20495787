package bot

import (
	"maps"
	"sync"
	"time"
)

// floods are the members who write faster than they may be answered. What changes something is carried out all the same; of what
// only asks, the last few are answered. Each is told so once.
type floods struct {
	mu    sync.Mutex
	since map[int64]*flood // by chat
}

// flood is one spell of too many messages.
type flood struct {
	leaving bool      // questions are left unanswered until few wait
	last    time.Time // when one was
}

const (
	// floodsEnd is how long after the last question that was left unanswered a spell is over: the next one gets its own word.
	floodsEnd = time.Minute
	// answeredLast is how many of the questions that wait at the end of a spell are answered.
	answeredLast = 3
)

// verdict is what to do with a request that changes nothing.
type verdict int

const (
	answerIt verdict = iota
	slowDown         // say that it is too much
	leaveIt          // that has been said
)

// judge decides about a request; most is how many messages of a chat may wait.
func (floods *floods) judge(request Request, most int) verdict {
	floods.mu.Lock()
	defer floods.mu.Unlock()
	ended := request.Now.Add(-floodsEnd)
	maps.DeleteFunc(floods.since, func(_ int64, spell *flood) bool { return spell.last.Before(ended) })
	spell, known := floods.since[request.Chat]
	switch {
	case most == 0 || !known && request.behind <= most:
		return answerIt
	case !known:
		if floods.since == nil {
			floods.since = map[int64]*flood{}
		}
		floods.since[request.Chat] = &flood{leaving: true, last: request.Now}
		return slowDown
	case request.behind < answeredLast:
		spell.leaving = false
	case request.behind > most:
		spell.leaving = true
	}
	if !spell.leaving {
		return answerIt
	}
	spell.last = request.Now
	return leaveIt
}
