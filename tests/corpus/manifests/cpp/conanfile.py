from conan import ConanFile

class Shop(ConanFile):
    requires = "zlib/1.3.1", "fmt/10.2.1"
    tool_requires = [
        "cmake/3.29.3",
        "ninja/1.12.0"
    ]

    def requirements(self):
        self.requires("boost/1.84.0", headers=True)
        self.test_requires("gtest/[^1.14]")
