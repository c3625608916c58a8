//go:build !js

package main

import (
	"strings"
	"testing"

	"cookies-preferences/app/build"
)

func TestBudgets(t *testing.T) {
	result := build.Result{Script: "banner.js", Dialog: "dialog-1.js", WASM: "banner-1.wasm"}
	built := func(script, dialog, program, more int) *build.Result {
		result := result
		result.Files = []build.File{
			{Name: "banner-1.wasm", Brotli: program},
			{Name: "banner.js", Brotli: script},
			{Name: "dialog-1.js", Brotli: dialog},
			{Name: "exempt-1.js", Brotli: exemptBudget + more},
			{Name: "THIRD_PARTY.txt", Size: 2 * programBudget},
		}
		return &result
	}
	if err := overBudget(built(scriptBudget, dialogBudget, programBudget, 0)); err != nil {
		t.Errorf("files within their budgets: %v", err)
	}
	for name, result := range map[string]*build.Result{
		"banner.js":     built(scriptBudget+1, dialogBudget, programBudget, 0),
		"dialog-1.js":   built(scriptBudget, dialogBudget+1, programBudget, 0),
		"banner-1.wasm": built(scriptBudget, dialogBudget, programBudget+1, 0),
		"exempt-1.js":   built(scriptBudget, dialogBudget, programBudget, 1),
	} {
		err := overBudget(result)
		if err == nil || !strings.Contains(err.Error(), name+": ") ||
			!strings.Contains(err.Error(), ", 1 over its budget") ||
			strings.Contains(err.Error(), "\n") {
			t.Errorf("%s is a byte over its budget, the error is: %v", name, err)
		}
	}
}
