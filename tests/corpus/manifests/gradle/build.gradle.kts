plugins {
    kotlin("jvm") version "1.9.24"
    id("com.diffplug.spotless") version "6.25.0" apply false
}
val ktor = "2.3.11"
dependencies {
    implementation("io.ktor:ktor-server-core:$ktor")
    implementation(libs.guava)
    kapt("com.google.dagger:dagger-compiler:2.51@jar")
}
