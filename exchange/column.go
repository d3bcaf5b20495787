package exchange

import "strings"

// field is one thing a table tells about an event, by its English header.
type field string

// The fields of the import table.
const (
	titleField       field = "title"
	kindField        field = "kind"
	startField       field = "start"
	endField         field = "end"
	venueField       field = "venue"
	addressField     field = "address"
	speakersField    field = "speakers"
	unitsField       field = "units"
	capacityField    field = "capacity"
	deadlineField    field = "deadline"
	descriptionField field = "description"
	linkField        field = "link"
	idField          field = "id"
	statusField      field = "status"
	leadsField       field = "reminders"
	seriesField      field = "series"
)

// column names a field in both languages.
type column struct {
	field    field
	chinese  string
	required bool
}

// columns lists the columns of the import table in the order in which they are written.
func columns() []column {
	return []column{
		{titleField, "标题", true},
		{kindField, "类型", true},
		{startField, "开始", true},
		{endField, "结束", false},
		{venueField, "地点", false},
		{addressField, "地址", false},
		{speakersField, "主讲人", false},
		{unitsField, "主办单位", false},
		{capacityField, "名额", false},
		{deadlineField, "报名截止", false},
		{descriptionField, "说明", false},
		{linkField, "链接", false},
		{idField, "编号", false},
		{statusField, "状态", false},
		{leadsField, "提醒", false},
		{seriesField, "系列", false},
	}
}

// fieldOf finds the field with this header, in either language, any case and any width, or reports false.
func fieldOf(header string) (field, bool) {
	header = strings.ToLower(fold(header))
	for _, column := range columns() {
		if header == column.chinese || header == string(column.field) {
			return column.field, true
		}
	}
	return "", false
}
