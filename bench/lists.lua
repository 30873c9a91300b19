-- Requests from the file TARGETS, one path a line, in a random order that repeats.
local targets = {}
for line in io.lines(os.getenv("TARGETS")) do targets[#targets + 1] = line end
math.randomseed(1)
wrk.headers["Authorization"] = os.getenv("TOKEN")
request = function() return wrk.format("GET", targets[math.random(#targets)]) end
