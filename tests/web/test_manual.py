"""The page of the API says every operation, parameter and type, and needs nothing but itself."""

from html.parser import HTMLParser


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.hrefs = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.tags.add(tag)
        self.ids += [said["id"]] if "id" in said else []
        self.hrefs += [said["href"]] if "href" in said else []


def test_it_says_every_operation_parameter_and_type(client):
    text = client.get("/api/docs").text
    document = client.get("/api/v1/openapi.json").json
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            section = text.split(f'<section id="{operation["operationId"]}"')[1].split("</section>")[0]
            assert f"{method.upper()} {path}" in section
            for parameter in operation.get("parameters", []):
                assert f"<code>{parameter['name']}</code>" in section
            assert all(f'<th scope="row">{status}</th>' in section for status in operation["responses"])
    assert all(f'id="type-{name}"' in text for name in document["components"]["schemas"])


def test_it_needs_no_script_and_nothing_from_elsewhere_and_its_links_lead_somewhere(client):
    page = _Page(client.get("/api/docs").text)
    assert not page.tags & {"script", "style", "iframe", "img"}
    assert len(page.ids) == len(set(page.ids))
    for href in page.hrefs:
        assert href.removeprefix("#") in page.ids if href.startswith("#") else href.startswith("/")
