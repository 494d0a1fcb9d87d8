<?php
// php install.php WWW URL SOCKET: makes the site and its users; prints {login: application password}.
[$_, $www, $url, $socket] = $argv;
$database = mysqli_connect('localhost', 'root', '', null, 0, $socket);
mysqli_query($database, 'CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4');
mysqli_close($database);
$_SERVER += ['HTTP_HOST' => parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT),
    'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1'];
define('WP_INSTALLING', true);
require "$www/wp-load.php";
function wp_new_blog_notification() {} // Sends mail otherwise.
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Test Newsroom', 'admin', 'admin@example.test', false, '', 'admin-login-1');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Europe/Berlin');
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules(false);
foreach (['editor', 'author', 'contributor', 'subscriber'] as $role) {
    wp_insert_user(['user_login' => $role, 'user_pass' => "$role-login-1",
        'user_email' => "$role@example.test", 'role' => $role, 'display_name' => ucfirst($role)]);
}
wp_insert_user(['user_login' => 'rosa', 'user_pass' => 'rosa-login-1', 'role' => 'author',
    'user_email' => 'rosa@example.test', 'display_name' => 'Rosa Lindqvist']);
$passwords = [];
foreach (get_users() as $user) {
    [$password] = WP_Application_Passwords::create_new_application_password($user->ID, ['name' => 'tests']);
    $passwords[$user->user_login] = WP_Application_Passwords::chunk_password($password);
}
echo json_encode(['version' => $GLOBALS['wp_version'], 'passwords' => $passwords]);
