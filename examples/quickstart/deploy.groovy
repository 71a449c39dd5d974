// A small web site in the home of the user, on every host. Needs no root: try it with -i demo:3, or with hosts of your own.

@Param(description = 'title of the site') String title = 'Quick start'

def pages = host.data.get('pages', ['about', 'contact'])             // from the inventory, where it says something

files.directory 'site/pages', mode: '0755'

def index = files.template('index.html.j2', 'site/index.html', data: [pages: pages, system: fact(OsRelease).name])

for (page in pages) {                                                // another list on each host
    files.file "site/pages/${page}.txt", content: "This is ${page} on ${host.name}.\n"
}

if (host.name.endsWith('-1')) {                                      // on some hosts only
    files.line 'site/robots.txt', 'User-agent: *'
    files.line 'site/robots.txt', 'Disallow: /drafts', after: 'User-agent'
}

files.link 'site/home', target: 'index.html'

if (index.changed) {                                                 // only where the page is new
    server.shell 'cksum < site/index.html > site/index.sum', name: 'Note the checksum of the page'
}

def size = server.shell('cat site/*.html site/pages/* | wc -c', readOnly: true, name: 'Measure the site').stdout.trim()
println "${title}: ${size} bytes"
