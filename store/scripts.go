package store

import (
	"embed"

	"github.com/redis/go-redis/v9"
)

//go:embed scripts/*.lua
var scriptFiles embed.FS

// The scripts, each of which writes several things that must agree. What they take and return stands in their files.
var (
	scriptSwap     = script("swap")
	scriptLease    = script("lease")
	scriptLead     = script("lead")
	scriptResign   = script("resign")
	scriptJoin     = script("join")
	scriptForget   = script("forget")
	scriptAppend   = script("append")
	scriptLeased   = script("leased")
	scriptSettle   = script("settle")
	scriptBegin    = script("begin")
	scriptFinish   = script("finish")
	scriptWithdraw = script("withdraw")
	scriptReclaim  = script("reclaim")
	scriptStart    = script("start")
	scriptJudge    = script("judge")
	scriptPause    = script("pause")
	scriptResume   = script("resume")
	scriptRetry    = script("retry")
	scriptAdopt    = script("adopt")
)

func script(name string) *redis.Script {
	text, err := scriptFiles.ReadFile("scripts/" + name + ".lua")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return redis.NewScript(string(text))
}
