.PHONY: build test plugins
build:
	swift build
test:
	swift test
plugins:
	$(MAKE) -C Plugins
