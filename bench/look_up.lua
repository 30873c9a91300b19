-- One payment by its imp_uid.
wrk.headers["Authorization"] = os.getenv("TOKEN")
