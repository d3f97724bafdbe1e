# Any learning platform: the names that exports share.
profile training@1
title Generic training export (learning management systems)
target training
source docs/formats.md, Tables and profiles
checked 2026-11-21
fallback
null - | --
require email | e-mail | email address | e-mail address | work email | user email | useremail | mail | upn | userprincipalname | learner email | login email | name | full name | first name + last name | firstname + lastname | first name + surname | given name + family name | user full name | learner | learner name | developer | employee | employee name | display name | displayname | user | username | user name | login | user login | github login | e-mail-adresse | teilnehmer | teilnehmername | mitarbeiter | lernende | adresse e-mail | courriel | apprenant | collaborateur | correo electrónico | alumno | empleado
require course | course name | course title | module | module name | training | training title | training name | item title | lesson | lab | challenge | quest | activity | content | kurs | kursname | kurstitel | schulung | cours | formation | nom du cours | curso | nombre del curso | corso | cursus
require completed | completion date | completed at | completed on | date completed | finish date | finishedat | finished at | item completion time | status | completion status | enrollment status | completed date | abgeschlossen | abgeschlossen am | abschlussdatum | date d'achèvement | terminé le | statut | fecha de finalización | estado
field email email | e-mail-adresse | adresse e-mail | courriel | correo electrónico | e-mail | email address | e-mail address | work email | user email | useremail | mail | upn | userprincipalname | learner email | login email
field login login | username | user name | user login | github login | handle | samaccountname | user id | userid | employee id | employee number
field person name | full name | first name + last name | firstname + lastname | first name + surname | given name + family name | user full name | learner | learner name | developer | employee | employee name | display name | displayname | user | teilnehmer | teilnehmername | mitarbeiter | lernende | apprenant | collaborateur | alumno | empleado
field course course | course name | course title | module | module name | training | training title | training name | item title | lesson | lab | challenge | quest | activity | content | title | kurs | kursname | kurstitel | schulung | cours | formation | nom du cours | curso | nombre del curso | corso | cursus
field completed completed | completion date | completed at | completed on | date completed | completed date | finish date | finishedat | finished at | item completion time | abgeschlossen am | abschlussdatum | abgeschlossen | date d'achèvement | terminé le | fecha de finalización
field started started | start date | started at | startedat | started on | enrollment date | enrolled on | item start time | first view date
field due due | fällig am | échéance | fecha límite | due date | deadline | assigned due date
field valid_until valid until | expires | expiry date | expiration date | expires on | certificate valid until
field status status | completion status | enrollment status | pass status | result status | state | result | statut | estado
field score score | grade | mark | percent | percentage | score % | completion ratio | result [%]
field seconds time spent | duration | total time | minutes | minutes spent | usage in seconds | training minutes | seconds | hours | time | learning time
field topic topic | category | subject | skill | weakness | cwe
field language language | programming language
field platform platform | provider | vendor | source
