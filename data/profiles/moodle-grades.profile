# The gradebook of a course: one column for each activity. It must be exported
# with the grade display type "Percentage": points have no maximum there.
profile moodle-grades@1
title Moodle grades of a course, as percentages
target training
source moodle/moodle, grade/export/lib.php: format_column_name
checked 2026-11-22
require first name
require last name | surname
require email address | id number
require * (percentage)
constant platform Moodle
field email email address
field login id number
field person first name + last name | first name + surname
unpivot score course * (percentage)
null -
ignore course total (percentage) | * total (percentage) | * (real) | * (letter) | * (feedback) | institution | department | last downloaded from this course
