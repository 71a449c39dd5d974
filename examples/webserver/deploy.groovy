// A web server: the package, a site made of a template, and a reload only where the site has changed.

@Param(description = 'port of the site') Integer port = 8080

sudo {
    apt.packages(['nginx'], update: true, cacheTime: 1.day)

    files.directory '/srv/www', mode: '0755'
    files.file '/srv/www/index.html', content: "<h1>${host.name}</h1>\n", mode: '0644'
    def site = files.template('site.conf.j2', '/etc/nginx/conf.d/site.conf', mode: '0644')

    systemd.service 'nginx', enabled: true
    if (site.changed) {
        systemd.service 'nginx', reloaded: true, name: 'Reload nginx'
    }
}

waitFor port: port, within: 20.s
