plugins { id("com.diffplug.spotless") version "6.25.0"; kotlin("jvm") version "1.9.24" }
val v = "2.0"
dependencies { implementation("g.k:kts:1.0") }
dependencies { api("g.k:api:$v"); testImplementation("g.k:test:3.0") { exclude(group = "g.x", module = "m") } }
