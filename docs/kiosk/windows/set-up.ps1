# What a kiosk needs of Windows itself. Run once, as administrator, while the kiosk's user is logged in:
#   powershell -ExecutionPolicy Bypass -File set-up.ps1
#Requires -RunAsAdministrator
$ErrorActionPreference = 'Stop'

# The screen never goes dark, the machine never sleeps.
powercfg /change monitor-timeout-ac 0
powercfg /change monitor-timeout-dc 0
powercfg /change standby-timeout-ac 0
powercfg /change standby-timeout-dc 0
powercfg /change hibernate-timeout-ac 0
powercfg /hibernate off
Set-ItemProperty 'HKCU:\Control Panel\Desktop' ScreenSaveActive '0'

# Five times Shift, and its relatives, open no window.
Set-ItemProperty 'HKCU:\Control Panel\Accessibility\StickyKeys' Flags '506'
Set-ItemProperty 'HKCU:\Control Panel\Accessibility\Keyboard Response' Flags '122'
Set-ItemProperty 'HKCU:\Control Panel\Accessibility\ToggleKeys' Flags '58'

# A finger from the edge of the screen brings nothing in; no notification covers the game.
$edge = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI'
New-Item $edge -Force | Out-Null
New-ItemProperty $edge AllowEdgeSwipe -PropertyType DWord -Value 0 -Force | Out-Null
$quiet = 'HKCU:\SOFTWARE\Policies\Microsoft\Windows\Explorer'
New-Item $quiet -Force | Out-Null
New-ItemProperty $quiet DisableNotificationCenter -PropertyType DWord -Value 1 -Force | Out-Null

# A program that fell shows no dialog.
New-ItemProperty 'HKCU:\SOFTWARE\Microsoft\Windows\Windows Error Reporting' DontShowUI -PropertyType DWord -Value 1 -Force | Out-Null

# The game starts when this user logs in.
$task = Get-Content (Join-Path $PSScriptRoot 'quanmin-kiosk.xml') -Raw
Register-ScheduledTask -TaskName 'QuanminKiosk' -Xml $task -User "$env:USERDOMAIN\$env:USERNAME" -Force | Out-Null
Write-Output 'Done. Log off and on again to see the game start. / 完成。请注销后重新登录，游戏会自动启动。'
