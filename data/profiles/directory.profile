# People: one row a membership. Several e-mails or logins stand in one cell
# (separated by ; or ,) or in several columns.
profile directory@1
title Generic people directory
target directory
source docs/formats.md, Tables and profiles
checked 2026-11-21
fallback
require email | e-mail | emails | e-mails | email address | mail | work email | login | logins | username | github login
require team | teams | department | group | squad
field person person | person id | developer id | employee id | id | user id
field name name | full name | first name + last name | firstname + lastname | first name + surname | given name + family name | display name | displayname
field email email | e-mail | emails | e-mails | email address | mail | work email | other email | other emails | secondary email
field login login | logins | username | user name | github login | gitlab login | handle | samaccountname | userprincipalname
field team team | teams | department | group | squad
field role role | job title | title | position
field from from | since | start | start date | hire date | joined | join date
field to to | until | end | end date | termination date | left
