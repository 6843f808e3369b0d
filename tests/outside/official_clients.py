"""The steps of HighLevel's Python client. `can` has to succeed, `cannot` has to fail with these words."""

import asyncio
import io
import sys
from urllib.parse import parse_qs, urlsplit

import httpx
from highlevel import HighLevel

BASE = sys.argv[1]
HighLevel.BASE_URL = BASE
CLIENT, SECRET, REDIRECT = "app-of-python", "secret-of-python", "http://localhost:9/callback"
SCOPES = ["courses.write", "courses.readonly", "medias.write", "medias.readonly"]
steps = 0


def count(words):
    global steps
    steps += 1
    print(f"PyPI: {words}")


async def can(name, step):
    answer = await step
    count(name)
    return answer


async def cannot(name, words, step):
    try:
        await step
    except Exception as error:
        assert words in str(error), error
        count(f"{name}: the client cannot")
        return
    raise AssertionError(f"{name}: it can")


def course(location):
    lesson = {"title": "Dough", "visibility": "draft", "contentType": "video", "description": "<p>Flour.</p>"}
    category = {"title": "Start", "visibility": "published", "posts": [lesson]}
    product = {"title": "Bread", "description": "All about bread", "categories": [category]}
    return {"locationId": location, "products": [product]}


async def let_in(app, location, scopes):
    """What a person does in the browser; gives the code."""
    page = urlsplit(app.oauth.get_authorization_url(CLIENT, REDIRECT, " ".join(scopes)))
    fields = {name: values[0] for name, values in parse_qs(page.query).items()}
    fields |= {"decision": "allow", "location": location} | {f"may:{scope}": "on" for scope in scopes}
    async with httpx.AsyncClient() as browser:
        answer = await browser.post(BASE + page.path, data=fields)
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


async def exchange(app, location, user_type, scopes):
    code = await let_in(app, location, scopes)
    fields = {"clientId": CLIENT, "clientSecret": SECRET, "grantType": "authorization_code", "code": code}
    return await app.oauth.get_access_token(fields | {"userType": user_type, "redirectUri": REDIRECT})


async def main():
    private = HighLevel(private_integration_token="pit-of-python")
    started = await can("imports with a private token", private.courses.import_courses(course("sandbox")))
    assert started["processingCourses"][0]["title"] == "Bread"
    folder = {"altId": "sandbox", "altType": "location", "name": "Pictures"}
    await can("makes a folder", private.medias.create_media_folder(folder))
    # It sends every body as JSON.
    file = {"file": io.BytesIO(b"Flour."), "name": "dough.txt"}
    await cannot("uploads a file", "not JSON serializable", private.medias.upload_media_content(file))
    listing = ("createdAt", "desc", "file", "location", "sandbox")
    await can("lists files", private.medias.fetch_media_content(*listing))

    app = HighLevel(client_id=CLIENT, client_secret=SECRET)
    tokens = await can("logs in for a location", exchange(app, "sandbox", "Location", SCOPES))
    await app.session_storage.set_session("sandbox", tokens)
    await can("imports with a login", app.courses.import_courses(course("sandbox")))
    await cannot("lists files with a login", "token required", app.medias.fetch_media_content(*listing))
    header = {"headers": {"locationId": "sandbox"}}
    await can("lists files with a login and a header", app.medias.fetch_media_content(*listing, options=header))
    renewal = app.oauth.refresh_token(tokens["refreshToken"], CLIENT, SECRET, "refresh_token", "Location")
    assert (await can("renews the login", renewal))["accessToken"] != tokens["accessToken"]

    scopes = [*SCOPES, "oauth.write", "oauth.readonly"]
    agency = await can("logs in for an agency", exchange(app, "sandbox-agency", "Company", scopes))
    await app.session_storage.set_session("sandbox-agency", agency)
    wanted = {"companyId": "sandbox-agency", "locationId": "sandbox-2"}
    own = await can("gets a token for a location", app.oauth.get_location_access_token(wanted))
    assert own["locationId"] == "sandbox-2"
    installed = app.oauth.get_installed_location(company_id="sandbox-agency", app_id=CLIENT)
    assert (await can("lists locations", installed))["count"] == 2
    print(f"PyPI: {steps} steps")


asyncio.run(main())
