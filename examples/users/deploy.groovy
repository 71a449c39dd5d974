// People and what they may do, from the inventory: another list on each host.

sudo {
    server.group 'deploy', gid: 2000

    for (account in host.data.accounts) {
        server.user account.name, groups: ['deploy'], shell: '/bin/bash', keys: account.keys
        if (account.get('admin', false)) {
            files.line '/etc/sudoers.d/admins', "${account.name} ALL=(ALL) ALL", validate: 'visudo -cf %s', mode: '0440'
        }
    }
    for (name in host.data.get('gone', [])) {
        server.user name, present: false
    }
}
