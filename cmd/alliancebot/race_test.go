//go:build race

package main_test

// raced: the tests look for data races, and so does the program they start.
const raced = true
