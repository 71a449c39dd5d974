// A shop, from packages to a rollback: most of the language in one file.

@Param(description = 'what is rolled out') String version = '2.3'

sudo {
    apt.packages(['nginx', 'git'], update: true, cacheTime: 1.day, retries: 3)

    def site = files.template('shop.conf.j2', '/etc/nginx/conf.d/shop.conf', data: [names: host.data.names], mode: '0644')
    if (site.changed) systemd.service('nginx', reloaded: true, name: 'Reload nginx')

    for (person in host.data.people) {
        server.user(person.name, groups: ['sudo'], keys: person.keys)
        if (person.lead) files.line('/etc/sudoers.d/leads', "${person.name} ALL=(ALL) ALL", validate: 'visudo -cf %s', mode: '0440')
    }
}

def ticket = once { secret(server.shell('cat /etc/machine-id', readOnly: true, name: 'Read the ticket').stdout.trim()) }
if (!host.inGroup('front')) {
    server.shell('cat > "$HOME/joined"', stdin: ticket, timeout: 5.min, creates: '/home/deploy/joined', name: 'Join')
}

try {
    sudo {
        def code = files.directory('/srv/shop', mode: '0755')
        shop.configure(version)
        if (code.changed) server.shell('systemd-notify --status shop || true', name: 'Tell that the shop is new')
    }
    local { waitFor(url: "http://${host.name}.example.com:8080/", within: 30.s) }
} catch (OperationFailed failed) {
    server.shell("shop-rollback $version")
    throw failed
}

if (fact(CommandPath, 'git').present) git.repo('https://git.example.com/shop.git', '/home/deploy/shop', version: "v$version")
